import type { palette as source } from "../en/palette";
import { pluraliser, type Messages } from "../messages";

const plural = pluraliser("ru");

export const palette: Messages<typeof source> = {
  title: "Команды",
  label: "Найти команду",
  placeholder: "ID трейса, вид, сервис, поиск, настройка…",
  list: "Найденные команды",
  none: "Команд с этими словами нет.",
  count: (n) =>
    plural(n, { one: "# команда", few: "# команды", many: "# команд", other: "# команды" }),
  someOf: ({ shown, total }) =>
    `Показано ${plural(shown, { other: "#" })} из ${plural(total, { one: "# команды", other: "# команд" })}; введите ещё что-нибудь, чтобы найти остальные`,
  openTrace: (id) => `Открыть трейс ${id}`,
  recentTrace: ({ name, duration, start }) => `${name} · ${duration} · ${start}`,
  groups: {
    trace: "Трейс",
    view: "Вид",
    recentTraces: "Недавний трейс",
    pages: "Страница",
    saved: "Сохранённый поиск",
    recent: "Недавний поиск",
    services: "Сервис",
    sources: "Источник",
    settings: "Настройка",
  },
};
