import type { search as source } from "../en/search";
import { pluraliser, type Messages } from "../messages";
import { searchProblems as problems } from "./search-problems";

const plural = pluraliser("ru");

const listed = (n: number) =>
  plural(n, {
    one: "# трейс",
    few: "# трейса",
    many: "# трейсов",
    other: "# трейса",
  });
const spans = (n: number) =>
  plural(n, { one: "# спан", few: "# спана", many: "# спанов", other: "# спана" });
const errors = (n: number) =>
  plural(n, { one: "# ошибка", few: "# ошибки", many: "# ошибок", other: "# ошибки" });

export const search: Messages<typeof source> = {
  title: "Поиск",
  form: {
    name: "Трейсы",
    service: "Сервис",
    operation: "Операция",
    attributes: "Атрибуты",
    lookback: "Период",
    from: "С",
    to: "По",
    minDuration: "Длительность от",
    maxDuration: "Длительность до",
    limit: "Не более",
    find: "Найти трейсы",
    reset: "Сбросить",
    show: "Изменить условия",
    hide: "Свернуть форму",
    chooseService: "Выберите или введите имя",
    allServices: "Все сервисы",
    allOperations: "Все имена спанов",
    attributesExample: "http.route=/cart error=true",
    attributesHint:
      'Пары ключ=значение; значения с пробелами — в кавычках "…". Должны совпасть все.',
    noErrorHint: {
      server:
        "Что найдёт error=false, зависит от хранилища сервера: некоторые находят только спаны со статусом Ok, без статуса Unset.",
      local: "error=false находит спаны, статус которых не Error: Ok и Unset.",
    },
    attributesUnknown: "Известных продолжений нет. Введённый текст будет использован как есть.",
    durationExample: "напр., 100ms",
    zoneLocal: "Время указано в вашем часовом поясе.",
    zoneUtc: "Время указано в UTC.",
    wholeTime: "Искать за всё время",
    files: (n) => (n === 0 ? "Искать и в открытых файлах" : `Искать и в открытых файлах (${n})`),
    filesTime: (p) => `Трейсы в файлах: с ${p.from} по ${p.to}.`,
    searchFilesTime: "Искать за это время",
    servicesLoading: "Загружается список сервисов…",
    servicesFailed: "Не удалось загрузить список сервисов. Введите имя целиком.",
    operationsLoading: "Загружается список имён спанов…",
    operationsFailed: "Не удалось загрузить список имён спанов. Введите имя целиком.",
    operationsNeedService:
      "Чтобы увидеть имена спанов, сначала выберите сервис — или введите имя целиком.",
  },
  combo: {
    openList: "Открыть список",
    clear: "Очистить",
    list: "Варианты",
    someOf: (p) => `Показано ${p.shown} из ${p.total}. Введите часть имени, чтобы сузить список.`,
    noMatch: "В списке нет совпадений. Введённый текст будет использован как есть.",
    asTyped: (p) => `Использовать «${p.text}» как есть`,
  },
  lookback: {
    seconds: (n) =>
      plural(n, {
        one: "Последняя # секунда",
        few: "Последние # секунды",
        many: "Последние # секунд",
        other: "Последние # секунды",
      }),
    minutes: (n) =>
      plural(n, {
        one: "Последняя # минута",
        few: "Последние # минуты",
        many: "Последние # минут",
        other: "Последние # минуты",
      }),
    hours: (n) =>
      n === 1
        ? "Последний час"
        : plural(n, {
            one: "Последний # час",
            few: "Последние # часа",
            many: "Последние # часов",
            other: "Последние # часа",
          }),
    days: (n) =>
      n === 1
        ? "Последний день"
        : plural(n, {
            one: "Последний # день",
            few: "Последние # дня",
            many: "Последние # дней",
            other: "Последние # дня",
          }),
    weeks: (n) =>
      n === 1
        ? "Последняя неделя"
        : plural(n, {
            one: "Последняя # неделя",
            few: "Последние # недели",
            many: "Последние # недель",
            other: "Последние # недели",
          }),
    custom: "Свой интервал",
  },
  problems,
  results: {
    name: "Трейсы",
    region: "Результаты поиска",
    columns: {
      trace: "Трейс",
      services: "Сервисы",
      spans: "Спаны",
      depth: "Глубина",
      errors: "Ошибки",
      duration: "Длительность",
      start: "Начало",
    },
    select: "Выбрать для сравнения",
    compare: "Сравнить",
    graph: "Граф этих",
    graphOfOneSource: "Граф строится по одному источнику: ищите только на сервере или в файлах.",
    chosen: (p) => {
      const chosen = plural(p.chosen, { one: "Выбран #", other: "Выбрано #" });
      return p.elsewhere === 0
        ? chosen
        : `${chosen}, ${plural(p.elsewhere, { other: "# не из этого списка" })}`;
    },
    clearChosen: "Снять выбор",
    compareNeedsTwo: "Чтобы сравнить, выберите в списке два трейса.",
    compareFirstTwo:
      "Сравнит два трейса, отмеченных первыми. Там же на место любого из них можно поставить другой.",
    heading: (p) => {
      const failed =
        p.errors === 0
          ? "все без ошибок"
          : plural(p.errors, { one: "# с ошибками", other: "# с ошибками" });
      const limit = plural(p.limit, {
        other: p.traces > p.limit ? "запрошено не более # за раз" : "запрошено не более #",
      });
      return `${listed(p.traces)}, ${failed}; ${limit}; ${p.from}–${p.to}`;
    },
    soFar: (n) =>
      plural(n, {
        one: "Пока # трейс…",
        few: "Пока # трейса…",
        many: "Пока # трейсов…",
        other: "Пока # трейса…",
      }),
    partOnly: (n) =>
      plural(n, {
        one: "# трейс; остальная часть ответа не прочитана",
        few: "# трейса; остальная часть ответа не прочитана",
        many: "# трейсов; остальная часть ответа не прочитана",
        other: "# трейса; остальная часть ответа не прочитана",
      }),
    linkedHeading: (p) =>
      `Найдено по ссылке: ${plural(p.found, { other: "#" })} из ${plural(p.asked, { other: "#" })}`,
    limitReached: (loaded) =>
      plural(loaded, {
        one: "Загружен #. Возможно, есть ещё: увеличьте предел, сузьте поиск или загрузите более ранние.",
        other:
          "Загружено #. Возможно, есть ещё: увеличьте предел, сузьте поиск или загрузите более ранние.",
      }),
    loadOlder: "Загрузить ранние",
    loadingOlder: "Загружаются более ранние трейсы…",
    cancelOlder: "Отмена",
    earlier: "Это результаты предыдущего поиска.",
    fullTraces:
      "Этот сервер отвечает на поиск трейсами целиком: с меньшим пределом ответ придёт быстрее.",
    searching: "Идёт поиск…",
    rootless: "Нет корневого спана",
    unknownService: "неизвестный сервис",
    noName: "(без имени)",
    incomplete: "Неполный",
    incompleteWhy: (n) =>
      plural(n, {
        one: "У # спана нет родителя в трейсе",
        other: "У # спанов нет родителя в трейсе",
      }),
    ofFile: "Файл",
    ofFileWhy: "Найден в открытом файле",
    failedSide: {
      server: "Искать на сервере не удалось, только в файлах",
      files: "Искать в файлах не удалось, только на сервере",
    },
    errorCount: errors,
    spanCount: spans,
    depthOf: (levels) =>
      plural(levels, {
        one: "# уровень вложенности",
        few: "# уровня вложенности",
        many: "# уровней вложенности",
        other: "# уровня вложенности",
      }),
    serviceSpans: (p) =>
      p.errors === 0
        ? `${p.service}: ${spans(p.spans)}`
        : `${p.service}: ${spans(p.spans)}, ${errors(p.errors)}`,
    moreServices: (n) => `ещё ${n}`,
    durationOf: (p) => `${p.duration}, ${p.percent} от самого долгого`,
  },
  preview: {
    figures: (p) => {
      const spans = plural(p.spans, {
        one: "# спан",
        few: "# спана",
        many: "# спанов",
        other: "# спана",
      });
      if (p.levels === undefined) return `${spans}, ${p.duration}`;
      const levels = plural(p.levels, {
        one: "# уровень вложенности",
        few: "# уровня вложенности",
        many: "# уровней вложенности",
        other: "# уровня вложенности",
      });
      return `${spans}, ${levels}, ${p.duration}`;
    },
    picture: (bars) =>
      plural(bars, {
        one: "Форма трейса: # полоса, цвет по сервису",
        few: "Форма трейса: # полосы, цвет по сервису",
        many: "Форма трейса: # полос, цвет по сервису",
        other: "Форма трейса: # полосы, цвет по сервису",
      }),
    everySpan: "Каждая полоса — это спан.",
    someSpans: (spans) =>
      plural(spans, {
        one: "Каждая полоса заменяет # спан.",
        few: "Каждая полоса заменяет # спана и показывает самый длинный из них.",
        many: "Каждая полоса заменяет # спанов и показывает самый длинный из них.",
        other: "Каждая полоса заменяет # спана и показывает самый длинный из них.",
      }),
    loading: "Загружается картинка…",
    failed: "Картинку не удалось загрузить.",
    tooLarge: "Для предпросмотра спанов слишком много. Откройте трейс, чтобы увидеть его форму.",
    moreServices: (n) =>
      plural(n, {
        one: "и ещё # сервис",
        few: "и ещё # сервиса",
        many: "и ещё # сервисов",
        other: "и ещё # сервиса",
      }),
  },
  scatter: {
    name: (p) =>
      `Длительность по времени: ${listed(p.traces)}, ${plural(p.errors, { other: "с ошибками — #" })}; от ${p.shortest} до ${p.longest}; начались с ${p.from} по ${p.to}.`,
    cell: (p) =>
      `${listed(p.traces)}, ${plural(p.errors, { other: "с ошибками — #" })}; от ${p.shortest} до ${p.longest}`,
    from: "Самое раннее начало",
    to: "Самое позднее начало",
    min: "Наименьшая длительность",
    max: "Наибольшая длительность",
    histogram: (n) => `Гистограмма длительностей: ${listed(n)}`,
    figures: (p) => plural(p.n, { other: `p50 ${p.p50} · p95 ${p.p95} · p99 ${p.p99} · n = #` }),
    noFigures: "Нет трейсов для расчёта",
  },
  memory: {
    saved: "Сохранённые поиски",
    save: "Сохранить поиск",
    name: "Название поиска",
    keep: "Сохранить",
    refused: {
      full: (n) =>
        plural(n, { other: "Сохранено уже # поисков, места больше нет. Сначала удалите один." }),
      "too-long": (n) =>
        plural(n, {
          other: "Поиск длиннее # символов, сохранить его нельзя. Добавьте страницу в закладки.",
        }),
    },
    noneSaved: "Здесь будут поиски, которые вы сохраните в этом браузере.",
    remove: (name) => `Удалить сохранённый поиск «${name}»`,
    recent: "Недавние поиски",
    clear: "Очистить",
  },
  refresh: {
    label: "Автообновление",
    periods: { "0": "Выкл.", "5000": "5 с", "30000": "30 с", "60000": "1 мин" },
    showNew: (n) =>
      plural(n, { one: "Показать # новый", few: "Показать # новых", other: "Показать # новых" }),
    failed: "Последнее обновление не удалось; следующее ещё может удаться.",
  },
  download: {
    button: "Скачать",
    chosen: (n) =>
      plural(n, {
        one: "# выбранный трейс",
        few: "# выбранных трейса",
        many: "# выбранных трейсов",
        other: "# выбранного трейса",
      }),
    shown: (n) =>
      plural(n, {
        one: "# показанный трейс",
        few: "Все # показанных трейса",
        many: "Все # показанных трейсов",
        other: "Все # показанного трейса",
      }),
    formats: { "jaeger-v1": "Jaeger JSON", "otlp-json": "OTLP JSON" },
    reading: "Чтение трейсов для скачивания",
    progress: (p) =>
      `Прочитано трейсов: ${plural(p.done, { other: "#" })} из ${plural(p.total, { other: "#" })}`,
    cancel: "Отменить скачивание",
    failed: (n) =>
      plural(n, {
        one: "# трейс не удалось прочитать, в файле его нет",
        few: "# трейса не удалось прочитать, в файле их нет",
        many: "# трейсов не удалось прочитать, в файле их нет",
        other: "# трейса не удалось прочитать, в файле их нет",
      }),
    dismiss: "Скрыть",
  },
  filters: {
    name: "Фильтры загруженных результатов",
    text: "Фильтр результатов",
    textPlaceholder: "Имя или ID",
    services: "Сервисы",
    servicesTitle: "Сервисы, участвующие в трейсе",
    findService: "Найти сервис",
    servicesShown: (p) =>
      `Показано сервисов: ${plural(p.shown, { other: "#" })} из ${plural(p.total, { other: "#" })}`,
    withErrors: "С ошибками",
    withoutErrors: "Без ошибок",
    incomplete: "Неполные",
    durations: (p) => {
      if (p.min === undefined) return `Длительность до ${p.max}`;
      return p.max === undefined
        ? `Длительность от ${p.min}`
        : `Длительность от ${p.min} до ${p.max}`;
    },
    times: (p) => {
      if (p.from === undefined) return `Начало до ${p.to}`;
      return p.to === undefined ? `Начало с ${p.from}` : `Начало с ${p.from} по ${p.to}`;
    },
    remove: (condition) => `Убрать условие: ${condition}`,
    clear: "Сбросить фильтры",
    shown: (p) =>
      `Показано ${plural(p.shown, { other: "#" })} из ${plural(p.total, { other: "#" })} загруженных`,
    none: (total) =>
      plural(total, {
        one: "Единственный загруженный трейс не проходит фильтры.",
        other: "Ни один из # загруженных трейсов не проходит фильтры.",
      }),
  },
  view: {
    button: "Вид",
    columns: "Столбцы",
    rows: "Строки",
    dense: "Плотные",
    roomy: "Просторные",
    scale: "Шкала длительности",
    log: "Логарифмическая",
    linear: "Линейная",
    start: "Начало",
    absolute: "Дата и время",
    relative: "Сколько назад",
    chart: "Графики",
  },
  empty: {
    startTitle: "Найти трейсы",
    start: "Выберите сервис и нажмите «Найти трейсы». Каждое поле формы сужает поиск.",
    startAll: "Нажмите «Найти трейсы», чтобы искать по всем сервисам, или задайте условия в форме.",
    startId: "Если известен ID трейса, вставьте его в поле «ID трейса» вверху страницы.",
    noneTitle: "Ничего не найдено",
    noneFor: "Нет трейсов, для которых верно всё это:",
    noneWindow: (p) => `начало между ${p.from} и ${p.to}`,
    tryTitle: "Что может помочь",
    tryClock: (p) =>
      p.isAhead
        ? `Поправить часы этого компьютера: они спешат относительно сервера на ${p.by}, и поиск за последнее время смотрит не туда.`
        : `Поправить часы этого компьютера: они отстают от сервера на ${p.by}, и поиск за последнее время смотрит не туда.`,
    tryLookback: "Искать за большее время: увеличьте период.",
    tryAttributes: "Убрать атрибуты: имена и значения должны совпадать точно, с учётом регистра.",
    tryOperation: "Искать по всем именам спанов: очистите поле «Операция».",
    tryDuration: "Снять ограничения длительности.",
    tryService: "Проверить имя сервиса: регистр важен.",
    linkedTitle: "Ни один трейс из ссылки не найден",
    linked: "Возможно, они удалены или хранятся в другом месте.",
    malformedTitle: "Такой поиск нельзя отправить",
    malformed: "По этой ссылке искать нельзя. Исправьте следующее и повторите поиск:",
    cancelledTitle: "Поиск отменён",
    cancelled: "Нажмите «Найти трейсы», чтобы искать снова.",
  },
};
