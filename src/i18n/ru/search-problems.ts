import type { search as source } from "../en/search";
import type { Messages } from "../messages";

/** What is wrong with a field of the search form. */
export const searchProblems: Messages<typeof source>["problems"] = {
  serviceNeeded: "Этому источнику для поиска нужно имя сервиса.",
  notADuration: "Укажите число с единицей: 250ms, 1.5s, 1m30s (ns, µs, ms, s, min, h, d).",
  belowMinimum: "Это меньше наименьшей длительности.",
  notATime: "Укажите дату и время.",
  notAfterFrom: "Конец интервала должен быть позже начала.",
  notALimit: (p) => `Укажите целое число от 1 до ${p.max}.`,
  noKey: (p) => `Перед «=» нет имени (позиция ${p.position}).`,
  noValue: (p) => `У «${p.key}» нет значения. Напишите ${p.key}=значение.`,
  unclosedQuote: (p) => `Кавычка, открытая после позиции ${p.position}, не закрыта.`,
  afterQuote: (p) => `После значения «${p.key}» в кавычках нужен пробел.`,
  duplicate: (p) => `«${p.key}» указан дважды. Должны совпасть все атрибуты.`,
  badJson: 'Похоже на JSON, но это не JSON: напишите {"ключ": "значение"} или ключ=значение.',
  notText: (p) =>
    `Значение «${p.key}» должно быть строкой, числом не длиннее 15 цифр, true или false.`,
};
