import type { Catalogue } from "../catalogue";
import { pluraliser } from "../messages";

const plural = pluraliser("ru");

export const compareChoices: Catalogue["compare"]["choices"] = {
  chooseA: "Выбрать трейс A",
  chooseB: "Выбрать трейс B",
  choose: "Выбрать…",
  source: "Где искать ID",
  from: (source) => `источник: ${source}`,
  files: "Открытые файлы",
  typicalTitle: "Типичный",
  typical: (of) =>
    plural(of, {
      one: "Медиана длительности по # такому же трейсу последнего поиска",
      few: "Медиана длительности по # таким же трейсам последнего поиска",
      many: "Медиана длительности по # таким же трейсам последнего поиска",
      other: "Медиана длительности по # такого же трейса последнего поиска",
    }),
  cohort: "Выбраны вместе",
  found: "Последний поиск",
  recent: "Недавние трейсы",
  someOf: (shown, all) => `Показано ${shown} из ${all}.`,
  searchAll: "Найти другой",
  searching: "Повторяется последний поиск",
  searchFailed: "Не удалось повторить последний поиск",
  nothing: "Здесь появятся трейсы, которые вы откроете или найдёте.",
  openFiles: "Взять из файлов…",
  unknown: "трейс без имени",
  trace: (service, name, duration, start) => `${service}: ${name}, ${duration}, ${start}`,
  fewFilesWait: "Выберите один из трейсов в файлах.",
};
