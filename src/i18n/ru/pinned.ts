import type { pinned as source } from "../en/pinned";
import { pluraliser, type Messages } from "../messages";

const plural = pluraliser("ru");

export const pinned: Messages<typeof source> = {
  title: "Закреплённые спаны",
  pin: "Закрепить спан для сравнения",
  unpin: "Открепить спан",
  full: (most) =>
    plural(most, {
      one: "Уже закреплён # спан",
      few: "Уже закреплены # спана",
      many: "Уже закреплены # спанов",
      other: "Уже закреплены # спана",
    }),
  unpinAll: "Открепить все спаны",
  fold: "Свернуть закреплённые спаны",
  unfold: "Показать закреплённые спаны",
  resize: "Высота области закреплённых спанов",
  missing: (n) =>
    plural(n, {
      one: "# закреплённого спана нет в этом трейсе.",
      few: "# закреплённых спанов нет в этом трейсе.",
      many: "# закреплённых спанов нет в этом трейсе.",
      other: "# закреплённого спана нет в этом трейсе.",
    }),
  table: "Закреплённые спаны по ключам",
  column: (letter, service, name) => `${letter}: ${service}: ${name}`,
  goTo: (letter) => `Перейти к спану ${letter}`,
  unpinOne: (letter) => `Открепить спан ${letter}`,
  pinOne: (letter) => `Закрепить спан ${letter}`,
  selected: "выбран",
  onlyDifferences: "Только различия",
  differing: (differing, total) => `различаются строки: ${differing} из ${total}`,
  noDifference: "Спаны не различаются ни в чём из того, что сравнивается.",
  alone: "Выберите или закрепите ещё один спан, чтобы сравнить его с этим.",
  failed: "не удалось прочитать",
  copyCsv: "Копировать как CSV",
  facts: { scopeName: "Имя scope", scopeVersion: "Версия scope" },
  differences: {
    other: (letter) => `отличается от ${letter}`,
    absent: (letter) => `есть у ${letter}, здесь нет`,
    added: (letter) => `у ${letter} этого нет`,
    more: (by) => `▲ +${by}`,
    less: (by) => `▼ −${by}`,
  },
};
