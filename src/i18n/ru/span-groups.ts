import type { Messages } from "../messages";
import type { spanGroups as source } from "../en/span-groups";

export const spanGroups: Messages<typeof source> = {
  pinned: "Закреплённые",
  exception: "Ошибки",
  http: "HTTP",
  rpc: "RPC",
  database: "База данных",
  messaging: "Обмен сообщениями",
  genai: "GenAI",
  faas: "Функции (FaaS)",
  feature: "Флаги функциональности",
  user: "Пользователь и сессия",
  network: "Сеть",
  code: "Код и среда выполнения",
  service: "Сервис",
  deployment: "Развёртывание",
  kubernetes: "Kubernetes",
  container: "Контейнер",
  cloud: "Облако",
  host: "Хост",
  process: "Процесс",
  device: "Устройство и браузер",
  telemetry: "Телеметрия",
  other: "Прочее",
};
