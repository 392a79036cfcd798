import type { Messages } from "../messages";
import { pluraliser } from "../messages";
import type { app as source } from "../en/app";
import { problems } from "./problems";

const plural = pluraliser("ru");

export const app: Messages<typeof source> = {
  name: "Spanwise",
  skipToContent: "Перейти к содержимому",
  nav: { label: "Страницы", search: "Поиск" },
  loadingPage: "Страница загружается",

  traceIdBox: {
    label: "ID трейса",
    placeholder: "ID трейса, traceparent или URL",
    open: "Открыть трейс",
    empty: "Сначала введите или вставьте ID трейса.",
    invalid:
      "Здесь нет ID трейса. Укажите от 1 до 32 шестнадцатеричных цифр, заголовок traceparent или URL, в котором есть ID.",
  },

  source: {
    button: (name) => `Источник: ${name}`,
    jaeger: "Jaeger",
    jaegerVersion: (version, api) => `Jaeger ${version} · ${api}`,
    jaegerApi: (api) => `Jaeger ${api}`,
    demo: "Демоданные",
    files: (n) => plural(n, { one: "# файл", few: "# файла", many: "# файлов", other: "# файла" }),
    noFiles: "Файлы",
    connecting: "Подключение…",
    noJaeger: "Нет Jaeger",
    menuLabel: "Откуда берутся трейсы",
    openFiles: "Открыть файлы…",
    showFiles: "Показать открытые файлы",
    closeFiles: "Закрыть файлы",
    withoutSummaries: "Сервер не отдаёт сводки трейсов: при поиске они читаются целиком.",
    serverVersion: (version) => `Версия сервера: ${version}`,
    detecting: "Поиск Jaeger",
    openingDemo: "Создание демоданных",
    unreachableTitle: "Jaeger недоступен",
    tried: (address) => `Проверен адрес ${address}.`,
    howToConnect: "Запустите Spanwise, указав в JAEGER_URL адрес вашего Jaeger, например:",
    howToConnectCommand: "JAEGER_URL=http://jaeger.example:16686 npm start",
    readMore: "Подробнее — в README; там же о том, как отдавать эту страницу самим Jaeger.",
    lookAtDemo: "Посмотреть демоданные",
    useJaeger: "Перейти к Jaeger",
    demoFailed: "Не удалось создать демоданные",
  },

  settings: {
    button: "Настройки",
    timeZone: "Часовой пояс",
    timeZoneButton: (value) => `Часовой пояс: ${value}`,
    local: "Местное",
    localLong: "Местное время",
    utc: "UTC",
    language: "Язык",
    languageButton: (short, name) => `Язык: ${short} (${name})`,
    theme: "Тема",
    themeButton: (value) => `Тема: ${value}`,
    themes: { system: "Системная", light: "Светлая", dark: "Тёмная" },
  },

  files: {
    heading: "Открытые файлы",
    input: "Выбор файлов с трейсами",
    dropHere: "Отпустите, чтобы открыть как трейсы",
    dropFormats:
      "Jaeger JSON, OTLP JSON или Zipkin v2 JSON, в том числе в gzip; можно несколько файлов сразу.",
    reading: (n) =>
      plural(n, {
        one: "Чтение # файла",
        few: "Чтение # файлов",
        many: "Чтение # файлов",
        other: "Чтение # файла",
      }),
    dismiss: "Скрыть список",
    traces: (n) =>
      plural(n, { one: "# трейс", few: "# трейса", many: "# трейсов", other: "# трейса" }),
    spans: (n) => plural(n, { one: "# спан", few: "# спана", many: "# спанов", other: "# спана" }),
    refused: "Не открыт",
    partly: "Открыт частично",
    failedTitle: "Не удалось прочитать файлы",
    nothingNew: "Открыть ничего не удалось. То, что было открыто, осталось открытым.",
    formats: {
      "jaeger-v1": "Jaeger JSON",
      "otlp-json": "OTLP JSON",
      "otlp-protobuf": "OTLP Protobuf",
      "zipkin-v2": "Zipkin v2 JSON",
    },
    goneTitle: "Файлы больше не открыты",
    goneWhy:
      "Эта ссылка показывает трейсы из файлов на компьютере. После перезагрузки или на другом компьютере их нужно открыть снова: сама страница к файлам доступа не имеет.",
  },

  progress: {
    label: "Загрузка",
    cancel: "Отменить",
    keepWaiting: "Ждать дальше",
    waiting: "Ожидание ответа сервера",
    bytesOf: (read, total) => `${read} из ${total}`,
    bytesRead: (read) => `Прочитано ${read}`,
    withSpans: (bytes, spans) =>
      plural(spans, {
        one: `${bytes}, # спан`,
        few: `${bytes}, # спана`,
        many: `${bytes}, # спанов`,
        other: `${bytes}, # спана`,
      }),
    building: (spans) =>
      plural(spans, {
        one: "Сборка # спана",
        few: "Сборка # спанов",
        many: "Сборка # спанов",
        other: "Сборка # спана",
      }),
    silent: (time) => `Нет ответа уже ${time}`,
  },

  problem: {
    retry: "Повторить",
    waitLonger: "Подождать дольше",
    serverSays: "Ответ сервера",
    address: "Адрес",
    wholeAddress: "Адрес целиком",
    paths: "Проверенные пути",
    traceId: "ID трейса",
    detail: "Подробности",
    status: "HTTP-статус",
    file: "Файл",
    place: "Место",
    byteOffset: (offset) => `байт ${offset}`,
    placeAndOffset: (place, offset) => `${place}, байт ${offset}`,
  },
  problems,

  notFound: {
    title: "Страница не найдена",
    asked: "Запрошено",
    why: "В Spanwise нет страницы по этому адресу.",
    notYet: {
      dependencies: "Зависимостей сервисов, как в Jaeger UI, в Spanwise пока нет.",
      other: "Этой страницы Jaeger UI в Spanwise пока нет.",
    },
    toSearch: "К поиску трейсов",
  },

  compare: {
    title: "Сравнение",
    notComputed:
      "Различия между двумя трейсами пока не вычисляются. Отсюда можно открыть каждый из них.",
    traceA: "Трейс A",
    traceB: "Трейс B",
    swap: "Поменять местами",
    openA: "Открыть трейс A",
    openB: "Открыть трейс B",
    enterHint: "Enter применяет ID.",
    missing: "Трейс не выбран",
  },

  keys: {
    title: "Клавиши",
    button: "Клавиши",
    close: "Закрыть",
    or: "или",
    areas: {
      everywhere: "Везде",
      search: "Поиск",
      results: "Найденные трейсы",
      tree: "Спаны, когда фокус в списке",
      timeline: "Шкала времени",
    },
    actions: {
      help: "Список клавиш",
      close: "Закрыть открытое, отменить поиск",
      submit: "Найти трейсы из любого поля",
      resultRows: "Предыдущий или следующий трейс",
      find: "Найти в трейсе",
      nextMatch: "Следующее совпадение",
      previousMatch: "Предыдущее совпадение",
      zoomWheel: "Масштаб под указателем",
      panWheel: "Сдвиг по времени",
      zoomIn: "Крупнее",
      zoomOut: "Мельче",
      zoomReset: "Показать весь трейс",
      zoomSpan: "Растянуть до спана",
      panLeft: "К более раннему времени",
      panRight: "К более позднему времени",
      scroll: "Прокрутка вверх или вниз",
      collapseAll: "Свернуть всё",
      expandAll: "Развернуть всё",
      collapseOne: "Свернуть один уровень",
      expandOne: "Развернуть один уровень",
      refresh: "Прочитать трейс ещё раз",
      upDown: "Предыдущий или следующий спан",
      expand: "Развернуть или перейти к первому потомку",
      collapse: "Свернуть или перейти к родителю",
      ends: "Первый или последний спан",
      pages: "На страницу вверх или вниз",
      select: "Показать подробности спана",
      toggle: "Развернуть или свернуть",
    },
    keyNames: {
      space: "Пробел",
      enter: "Enter",
      escape: "Esc",
      home: "Home",
      end: "End",
      pageUp: "Page Up",
      pageDown: "Page Down",
      wheel: "колесо",
    },
  },
};
