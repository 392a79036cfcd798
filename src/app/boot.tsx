import { createRoot } from "react-dom/client";
import { createWorkerEngine } from "@/engine/worker-engine";
import { createQueryClient } from "@/queries/query-client";
import { connectJaeger, openDemo, openFiles } from "@/queries/source";
import { App } from "./App";
import { chosenLocale, loadLanguage } from "./I18nRoot";
import { idle } from "./idle";
import { createAppRouter } from "./routes";
import { parseSourceKind } from "./source-param";
import { createSources } from "./sources";
import { followTheme } from "./theme";

/** Starts the page. What is needed is asked for at once, and nothing waits for another's answer. */
export async function boot(): Promise<void> {
  const container = document.getElementById("root");
  if (!container) throw new Error("There is no #root");
  globalThis.spanwise = { idle };
  const baseUrl = new URL("./", document.baseURI).href;
  const language = loadLanguage(chosenLocale());

  const engine = createWorkerEngine();
  const sources = createSources({
    connectJaeger: async () => (await connectJaeger({ baseUrl, engine })).source,
    openDemo: async () => (await openDemo(engine)).source,
    openFiles: (files, options) => openFiles(engine, files, options),
  });
  const router = createAppRouter(new URL(baseUrl).pathname);
  sources.select(parseSourceKind(new URLSearchParams(location.search).get("source")));
  // The code of the page that the address names, while the language is on its way.
  router.load().catch((error: unknown) => reportError(error));

  followTheme();
  createRoot(container).render(
    <App
      language={await language}
      queryClient={createQueryClient()}
      sources={sources}
      router={router}
    />,
  );
}
