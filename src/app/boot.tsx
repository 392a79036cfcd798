import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { createWorkerEngine } from "@/engine/worker-engine";
import { createQueryClient } from "@/queries/query-client";
import { connectJaeger, openDemo, openFiles, unprovenJaeger } from "@/queries/source";
import { after } from "@/lib/after";
import { letOthersRun } from "@/lib/let-others-run";
import { prefetchTracesGraph } from "@/queries/dependencies";
import { prefetchTrace } from "@/queries/trace";
import { readEmbedding, setEmbedding } from "@/state/embedding";
import type { Source } from "@/queries/source-context";
import { parseRawParams } from "@/state/raw-params";
import { limitSearches } from "@/state/search-params";
import { setSiteSettings } from "@/state/site-settings";
import { replaceFailedParts } from "@/widgets/lazy-component";
import { App } from "./App";
import { chosenLocale, loadLanguage } from "./I18nRoot";
import { whenDrawn } from "./drawn";
import { failedPart } from "./failed-part";
import { idle } from "./idle";
import { takeJaegerConfig } from "./jaeger-config";
import { createAppRouter } from "./routes";
import { parseSourceKind } from "./source-param";
import { loadSiteConfig } from "./site-config";
import { createSources } from "./sources";
import { questionOfLink } from "./dependencies-page/counted-search";
import { createKeptFiles } from "./kept-files";
import { takeWorker } from "./early-worker";
import { followTheme } from "./theme";
import { tracesInPath } from "./trace-path";

/** How long the program of a page may take before the page is shown without it. */
const pageHeadStartMs = 100;
/** How long what is asked for besides a trace lets the trace go first. */
const traceHeadStartMs = 500;

/** Starts the page. What is needed is asked for at once, and nothing waits for another's answer. */
export async function boot(): Promise<void> {
  const container = document.getElementById("root");
  if (!container) throw new Error("There is no #root");
  globalThis.spanwise = { idle };
  const baseUrl = new URL("./", document.baseURI).href;
  const config = loadSiteConfig(baseUrl);
  const engine = createWorkerEngine({ spawn: takeWorker, whenDrawn });
  // The program itself has only just been evaluated.
  await letOthersRun();
  setEmbedding(readEmbedding(parseRawParams(location.search)));
  const site = await config;
  const settings = takeJaegerConfig(site.jaegerUi);
  setSiteSettings(settings);
  limitSearches(settings.search);
  // A search says nothing of traces at first.
  const whole = /\/(?:trace|dependencies)(?:\/|$)/.test(location.pathname);
  const language = loadLanguage(chosenLocale(site), { site, whole });
  const jaeger = { baseUrl: site.jaegerUrl, headers: site.headers, engine };
  const queryClient = createQueryClient();
  const basePath = new URL(baseUrl).pathname;
  const params = new URLSearchParams(location.search);
  const kind = parseSourceKind(params.get("source"));
  // A trace needs no proof of what kind of server it is asked from.
  const unproven = unprovenJaeger(jaeger);
  // A side of a comparison may have a source of its own.
  const isOfJaeger = kind === "jaeger" && !params.has("sourceA") && !params.has("sourceB");
  const traces = isOfJaeger ? tracesInPath(location.pathname, basePath) : [];
  const asked = traces.map((traceId) => prefetchTrace(queryClient, unproven, traceId));
  let connecting: Promise<Source> | undefined;
  const connect = () => (connecting = connectJaeger(jaeger).then(({ source }) => source));
  const question =
    kind === "jaeger"
      ? questionOfLink(location.pathname, location.search, unproven.backend.info)
      : undefined;
  if (question) {
    const proven = () => connecting ?? connect();
    void prefetchTracesGraph(queryClient, { unproven, proven }, question);
  }
  const sources = createSources({
    unprovenJaeger: unproven,
    connectJaeger: async () => {
      if (asked.length > 0) await Promise.race([Promise.all(asked), after(traceHeadStartMs)]);
      return connect();
    },
    openDemo: async () => (await openDemo(engine)).source,
    openFiles: (files, options) => openFiles(engine, files, options),
    keptFiles: createKeptFiles(),
  });
  // What comes now needs the thread for as long as what is done; it waits for neither.
  await letOthersRun();
  const router = createAppRouter(basePath);
  sources.select(kind);
  // The code of the page that the address names, while the language is on its way.
  const page = router.load().catch((error: unknown) => reportError(error));

  followTheme();
  replaceFailedParts(failedPart);
  // What is drawn without its page has to be drawn again with it.
  await Promise.race([page, after(pageHeadStartMs)]);
  const app = (
    <App
      language={await language}
      site={site}
      queryClient={queryClient}
      sources={sources}
      router={router}
    />
  );
  // In slices: what is loading meanwhile is not held up.
  startTransition(() => createRoot(container).render(app));
}
