import type { spanDetail as source } from "../en/span-detail";
import { pluraliser, type Messages } from "../messages";
import { spanGroups } from "./span-groups";

const plural = pluraliser("ru");

export const spanDetail: Messages<typeof source> = {
  title: "Сведения о спане",
  close: "Закрыть сведения о спане",
  place: {
    below: "Показывать сведения под строкой",
    side: "Показывать сведения сбоку",
    resize: "Высота области сведений",
  },
  loading: "Сведения о спане загружаются…",
  failed: "Не удалось прочитать сведения об этом спане.",
  noName: "(без имени)",
  noService: "неизвестный сервис",
  facts: {
    spanName: "Имя спана",
    name: "Полное имя",
    service: "Полное имя сервиса",
    kind: "Вид (kind)",
    status: "Статус",
    statusMessage: "Сообщение",
    duration: "Длительность",
    selfTime: "Своё время",
    start: "Начало",
    notRecorded: "не записано",
    notAsRecorded: "не как в записи",
    fromTraceStart: "От начала трейса",
    criticalPath: "Критический путь",
    onPath: (share) => `на нём: ${share}`,
    offPath: "не на нём",
    queueTime: "Время в очереди",
    takenEarly: "По часам взято до конца спана-отправителя.",
    position: "Среди подобных",
    percentile: (rank, n) =>
      plural(n, {
        one: `p${rank} из # спана`,
        few: `p${rank} из # спанов`,
        many: `p${rank} из # спанов`,
        other: `p${rank} из # спана`,
      }),
    longerThan: (shorter, others) => `дольше ${shorter} из остальных ${others}`,
    asLong: (others) =>
      plural(others, {
        one: "столько же, сколько ещё # спан",
        few: "столько же, сколько ещё # спана",
        many: "столько же, сколько ещё # спанов",
        other: "столько же, сколько ещё # спана",
      }),
    histogram: (n, from, to) =>
      plural(n, {
        one: `Длительности # спана, от ${from} до ${to}, логарифмическая шкала`,
        few: `Длительности # спанов, от ${from} до ${to}, логарифмическая шкала`,
        many: `Длительности # спанов, от ${from} до ${to}, логарифмическая шкала`,
        other: `Длительности # спана, от ${from} до ${to}, логарифмическая шкала`,
      }),
    range: (from, to) => `${from} – ${to}`,
    toLongest: (duration) => `К самому долгому, ${duration}`,
    shareOfTrace: (share) => `${share} трейса`,
    shareOfSpan: (share) => `${share} спана`,
    spanId: "ID спана",
    traceId: "ID трейса",
    parentId: "ID родителя",
    parent: "Родитель",
    utc: "UTC",
    local: "мест.",
  },
  kinds: {
    unspecified: "не указан",
    internal: "Internal",
    server: "Server",
    client: "Client",
    producer: "Producer",
    consumer: "Consumer",
  },
  status: { unset: "Unset", ok: "Ok", error: "Error" },
  spanWithService: (service, name) => `${service}: ${name}`,
  spanIsError: "статус Error",
  relations: {
    root: "Это корневой спан.",
    parentMissing: "Родителя нет в этом трейсе.",
    parentCut: "Ссылка на родителя разорвана, см. «Предупреждения».",
    previous: "Предыдущий соседний спан",
    next: "Следующий соседний спан",
    noPrevious: "Перед этим спаном соседних нет",
    noNext: "После этого спана соседних нет",
    previousSpan: "Предыдущий спан трейса",
    nextSpan: "Следующий спан трейса",
    noPreviousSpan: "Это первый спан трейса",
    noNextSpan: "Это последний спан трейса",
    siblingPlace: (place, count) => `${place} из ${count}`,
    childCount: (n) =>
      plural(n, {
        one: "# дочерний спан",
        few: "# дочерних спана",
        many: "# дочерних спанов",
        other: "# дочернего спана",
      }),
    descendants: (n) =>
      plural(n, {
        one: "# спан ниже",
        few: "# спана ниже",
        many: "# спанов ниже",
        other: "# спана ниже",
      }),
  },
  link: "Ссылка на этот спан",
  copy: {
    copied: "Скопировано",
    failed: "Браузер не разрешил копирование",
    spanLink: "Скопировать ссылку на этот спан",
    name: "Скопировать имя спана",
    spanId: "Скопировать ID спана",
    traceId: "Скопировать ID трейса",
    parentId: "Скопировать ID родителя",
    statusMessage: "Скопировать сообщение статуса",
    start: "Скопировать время начала",
    value: (key) => `Скопировать значение ${key}`,
    spanOtlp: "Копировать как OTLP JSON",
    spanMarkdown: "Копировать как Markdown",
    allAsJson: "Скопировать всё как JSON",
    stackTrace: "Скопировать стек вызовов",
    unknownFields: "Скопировать прочие поля",
    linkTraceId: "Скопировать ID связанного трейса",
    linkSpanId: "Скопировать ID связанного спана",
    warning: "Скопировать предупреждение",
  },
  sections: {
    attributes: "Атрибуты",
    genai: "GenAI",
    resource: "Ресурс",
    scope: "Область инструментирования (scope)",
    events: "События",
    links: "Связи (links)",
    warnings: "Предупреждения",
    children: "Дочерние спаны",
    context: "Контекст",
    unknownFields: "Прочие поля",
  },
  attributes: {
    key: "Ключ",
    value: "Значение",
    filter: "Фильтр атрибутов",
    filterResource: "Фильтр атрибутов ресурса",
    filterPlaceholder: "Ключ или значение",
    matching: (shown, total) => `${shown} из ${total}`,
    noMatch: "Под фильтр не подходит ни один атрибут.",
    duplicate: "ключ повторяется",
    emptyKey: "(пустой ключ)",
    dropped: (n) =>
      plural(n, {
        one: "Ещё # атрибут отброшен до отправки на сервер.",
        few: "Ещё # атрибута отброшены до отправки на сервер.",
        many: "Ещё # атрибутов отброшены до отправки на сервер.",
        other: "Ещё # атрибута отброшены до отправки на сервер.",
      }),
  },
  groups: spanGroups,
  actions: {
    more: (key) => `Действия с ${key}`,
    menu: "Действия",
    copyPair: "Скопировать ключ и значение",
    find: "Найти в этом трейсе",
    filter: "Показать только спаны с этим значением",
    exclude: "Исключить из поиска",
    search: "Искать трейсы с этим значением",
    color: "Раскрасить таймлайн по этому ключу",
    uncolor: "Не раскрашивать по этому ключу",
    pin: "Закрепить ключ наверху",
    unpin: "Открепить ключ",
  },
  genai: {
    conversation: "Диалог",
    copyMessage: "Скопировать сообщение",
    kinds: {
      toolCall: (name) => (name === "" ? "вызывает инструмент" : `вызывает ${name}`),
      toolResult: (name) => (name === "" ? "результат инструмента" : `результат ${name}`),
    },
    facts: {
      operation: "Операция",
      agent: "Агент",
      tool: "Инструмент",
      provider: "Провайдер",
      model: "Модель",
      responseModel: "Ответившая модель",
      inputTokens: "Токены на входе",
      outputTokens: "Токены на выходе",
      finish: "Причина завершения",
      conversation: "ID диалога",
    },
  },
  value: {
    emptyString: "пустая строка",
    none: "нет значения",
    types: {
      bool: "bool",
      int: "int",
      double: "double",
      array: "array",
      kvlist: "map",
    },
    byteCount: (n) =>
      plural(n, { one: "# байт", few: "# байта", many: "# байт", other: "# байта" }),
    itemCount: (n) =>
      plural(n, {
        one: "# элемент",
        few: "# элемента",
        many: "# элементов",
        other: "# элемента",
      }),
    entryCount: (n) =>
      plural(n, { one: "# запись", few: "# записи", many: "# записей", other: "# записи" }),
    openArray: (items) => `array, ${items}`,
    openMap: (entries) => `map, ${entries}`,
    asHex: "Hex",
    asBase64: "Base64",
    encoding: "Кодировка",
    formatJson: "Форматировать JSON",
    formatSql: "Форматировать SQL",
    wrap: "Переносить строки",
    units: {
      bytes: (n) => plural(n, { one: "байт", few: "байта", many: "байт", other: "байта" }),
      tokens: (n) => plural(n, { one: "токен", few: "токена", many: "токенов", other: "токена" }),
      rows: (n) => plural(n, { one: "строка", few: "строки", many: "строк", other: "строки" }),
      messages: (n) =>
        plural(n, {
          one: "сообщение",
          few: "сообщения",
          many: "сообщений",
          other: "сообщения",
        }),
      roughly: (unit, size) => `${unit} (${size})`,
    },
    showAsIs: "Показать как записано",
    notJson: "Это не корректный JSON.",
    longText: "Длинный текст",
    showAll: (n) =>
      plural(n, {
        one: "Показать весь # символ",
        few: "Показать все # символа",
        many: "Показать все # символов",
        other: "Показать все # символа",
      }),
    showMore: (shown, total) => `Показать ещё (показано ${shown} из ${total} символов)`,
    showLess: "Свернуть",
  },
  showAll: (n) => plural(n, { other: "Показать все #" }),
  showMore: (n) => plural(n, { other: "Показать ещё #" }),
  shownOf: (shown, total) => `Показано ${shown} из ${total}`,
  schemaUrl: "URL схемы",
  service: "Сервис",
  scope: { name: "Имя", version: "Версия", attributes: "Атрибуты scope" },
  events: {
    offsets: (span, trace) => `${span} от начала спана, ${trace} от начала трейса`,
    mark: "Показать на шкале",
    markOf: (name) => `Показать на шкале: ${name}`,
    filter: "Фильтр событий",
    filterPlaceholder: "Имя, ключ или значение",
    noMatch: "Под фильтр не подходит ни одно событие.",
    strip: (n, from, to) =>
      plural(n, {
        one: `# событие на временной шкале спана, от ${from} до ${to}`,
        few: `# события на временной шкале спана, от ${from} до ${to}`,
        many: `# событий на временной шкале спана, от ${from} до ${to}`,
        other: `# события на временной шкале спана, от ${from} до ${to}`,
      }),
    stripTrace: "ниже: спан в трейсе",
    attributesOf: (name) => `Атрибуты события ${name}`,
    exceptionMessage: "Сообщение исключения",
    exceptionType: "Тип исключения",
    stackTrace: "Стек вызовов",
    noName: "(событие без имени)",
    outside: "вне спана",
    dropped: (n) =>
      plural(n, {
        one: "Ещё # событие отброшено до отправки на сервер.",
        few: "Ещё # события отброшены до отправки на сервер.",
        many: "Ещё # событий отброшены до отправки на сервер.",
        other: "Ещё # события отброшены до отправки на сервер.",
      }),
  },
  links: {
    relation: "Отношение",
    relations: {
      link: "Связь (link)",
      "follows-from": "Следует из (follows from)",
      "extra-parent": "Дополнительный родитель",
    },
    linkedFrom: "Ссылаются на этот спан",
    linkedFromOthers: "Спаны других загруженных трейсов со ссылкой сюда",
    moreFromOthers: (n) =>
      plural(n, {
        one: "Ещё # спан ссылается сюда.",
        few: "Ещё # спана ссылаются сюда.",
        many: "Ещё # спанов ссылаются сюда.",
        other: "Ещё # спана ссылаются сюда.",
      }),
    otherSpan: (spanId) => `Спан ${spanId}`,
    sameTrace: "в этом трейсе",
    notInTrace: "указан этот трейс, но такого спана в нём нет",
    otherTrace: "в другом трейсе",
    waited: (duration) => `${duration} в очереди`,
    takenEarly: (duration) => `взято за ${duration} до конца спана-отправителя`,
    nameMore: (n) => `Узнать ещё имена: ${n}`,
    traceId: "ID трейса",
    spanId: "ID спана",
    traceState: "Trace state",
    flags: "Флаги",
    attributesOf: (spanId) => `Атрибуты связи со спаном ${spanId}`,
    dropped: (n) =>
      plural(n, {
        one: "Ещё # связь отброшена до отправки на сервер.",
        few: "Ещё # связи отброшены до отправки на сервер.",
        many: "Ещё # связей отброшены до отправки на сервер.",
        other: "Ещё # связи отброшены до отправки на сервер.",
      }),
  },
  context: {
    received: "traceparent полученный",
    sent: "traceparent переданный",
    traceState: "tracestate",
    flags: "Флаги трейса",
    flagsAbsent: "не записаны; в traceparent принят флаг sampled",
    noFlags: "ни один не установлен",
    flagNames: {
      sampled: "sampled",
      random: "random (ID трейса случаен)",
      debug: "debug",
      remote: "родитель удалённый",
      local: "родитель локальный",
    },
    vendor: (vendor) => `tracestate: ${vendor}`,
    copyReceived: "Скопировать полученный traceparent",
    copySent: "Скопировать переданный traceparent",
    copyHeaders: "Копировать заголовками",
    copyCurl: "Копировать как curl",
    copyTraceState: "Скопировать tracestate",
  },
  issues: {
    "parent-missing": (detail) =>
      detail === ""
        ? "Родителя этого спана нет в трейсе. Спан показан на верхнем уровне."
        : `Родительского спана ${detail} нет в трейсе. Спан показан на верхнем уровне.`,
    "cycle-cut": (detail) =>
      detail === ""
        ? "Ссылки на родителей у этого спана и его предков образуют цикл. Он разорван здесь."
        : `Ссылка на родительский спан ${detail} замыкает цикл. Он разорван здесь.`,
    "self-parent": () => "Спан указан родителем самого себя. Он показан на верхнем уровне.",
    "duplicate-span-id": (detail) =>
      detail === ""
        ? "У другого спана этого трейса тот же ID. Показаны оба."
        : `У другого спана этого трейса тоже ID ${detail}. Показаны оба.`,
    "exact-duplicate": () =>
      "Этот спан — точная копия более раннего: так бывает при повторной отправке. Показаны оба.",
    "shared-span-id-split": () =>
      "Клиент и сервер записали спан под одним ID. Показаны два отдельных спана.",
    "start-missing": () =>
      "У спана нет пригодного времени начала. Он показан от начала родителя или трейса.",
    "end-missing": () => "У спана нет времени окончания. Длительность показана как 0.",
    "negative-duration": (detail) =>
      detail === ""
        ? "Спан заканчивается раньше, чем начинается. Длительность показана как 0."
        : `Спан заканчивается раньше, чем начинается (${detail} нс). Длительность показана как 0.`,
    "time-out-of-range": (detail) =>
      detail === ""
        ? "Время в этом спане слишком далеко от остального трейса, чтобы показать его точно."
        : `Время в этом спане слишком далеко от остального трейса, чтобы показать его точно: ${detail}.`,
    "empty-span-id": () => "У спана нет ID.",
    "empty-name": () => "У спана нет имени.",
    "unknown-process": (detail) =>
      detail === ""
        ? "Процесс этого спана в данных не описан."
        : `Процесс этого спана, ${detail}, в данных не описан.`,
    "empty-link-removed": () => "Связь без ID трейса и ID спана опущена.",
    "bad-value": (detail) =>
      detail === ""
        ? "Не удалось прочитать значение."
        : `Не удалось прочитать значение: ${detail}.`,
    "bad-number": (detail) =>
      detail === "" ? "Не удалось прочитать число." : `Не удалось прочитать число: ${detail}.`,
    "bad-enum": (detail) =>
      detail === ""
        ? "Значение поля не из числа определённых для него."
        : `Значение поля не из числа определённых для него: ${detail}.`,
    "duplicate-attribute": (detail) =>
      detail === ""
        ? "Ключ атрибута повторяется. Показаны все значения."
        : `Ключ атрибута ${detail} повторяется. Показаны все значения.`,
    "event-time-missing": (detail) =>
      detail === ""
        ? "У события нет пригодного времени. Оно показано в начале спана."
        : `У события ${detail} нет пригодного времени. Оно показано в начале спана.`,
  },
};
