import type { Catalogue } from "../catalogue";

export const site: Catalogue["site"] = {
  links: "Ссылки",
  standalone: (name: string) => `Открыть в ${name}`,
  archive: {
    button: "В архив",
    help: "Сохранить этот трейс в архиве сервера: там он хранится дольше остальных",
    done: "В архиве",
    again: "Этот трейс уже в архиве",
    failed: "Не удалось поместить трейс в архив",
    close: "Закрыть",
  },
};
