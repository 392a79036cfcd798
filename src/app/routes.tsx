import {
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  retainSearchParams,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { embeddingParams, parseEmbeddingParams, type EmbeddingParams } from "@/state/embedding";
import {
  firstParam,
  formatRawParams,
  parseRawParams,
  toRawParams,
  type ParamValues,
} from "@/state/raw-params";
import { parseDependenciesParams, type DependenciesParams } from "@/state/dependencies-params";
import { asksForSearch, parseSearchParams, type SearchParams } from "@/state/search-params";
import { parseTraceParams, type TraceParams } from "@/state/trace-params";
import { FilesBeside } from "./files-beside";
import { lazyPage } from "./lazy-page";
import { NotFoundPage } from "./NotFoundPage";
import { PagePending } from "./PagePending";
import { RouteError } from "./RouteError";
import { Shell } from "./Shell";
import { SourceGate } from "./SourceGate";
import { isComparison, normaliseTracePath } from "./trace-path";

/**
 * Search parameters as links within the page give them: also undefined, which takes a parameter out
 * of the URL.
 */
type Link<Params> = {
  readonly [Name in keyof Params]?: Params[Name] | undefined;
} & SearchSchemaInput;

const searchPage = lazyPage(async () => (await import("./SearchPage")).SearchPage);
const tracePage = lazyPage(async () => (await import("./TracePage")).TracePage);
const comparePage = lazyPage(async () => (await import("./ComparePage")).ComparePage);
const dependenciesPage = lazyPage(
  async () => (await import("./DependenciesPage")).DependenciesPage,
);

/** Of the two pages of one route, the one that was asked for last: a preload is told nothing. */
let pageOfTraces = tracePage;

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: RouteError,
  // The source in use stays in the URL from page to page, unless a link says otherwise.
  // So does how the page is shown inside another one.
  validateSearch: (
    values: Link<{ source: string } & EmbeddingParams>,
  ): { source?: string } & EmbeddingParams => {
    const raw = toRawParams({ ...values });
    const source = firstParam(raw, "source");
    return { ...parseEmbeddingParams(raw), ...(source === undefined ? {} : { source }) };
  },
  search: { middlewares: [retainSearchParams(["source", ...embeddingParams])] },
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: () => {
    // The router throws what is to be done in place of opening the page.
    throw redirect({ to: "/search", search: true, replace: true });
  },
});

const searchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/search",
  validateSearch: (values: Link<SearchParams>) => parseSearchParams(toRawParams({ ...values })),
  beforeLoad: ({ location, search }) => {
    // Jaeger UI's link to the graph of what a search finds.
    const isGraph = firstParam(parseRawParams(location.searchStr), "view") === "ddg";
    if (!isGraph || !asksForSearch(search)) return;
    throw redirect({ to: "/dependencies", search: { ...search, from: "search" }, replace: true });
  },
  component: Object.assign(GatedSearchPage, { preload: searchPage.preload }),
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/trace/$traceId",
  validateSearch: (values: Link<TraceParams>) => parseTraceParams(toRawParams({ ...values })),
  beforeLoad: ({ params }) => {
    pageOfTraces = isComparison(params.traceId) ? comparePage : tracePage;
    const traceId = normaliseTracePath(params.traceId);
    if (traceId === params.traceId) return;
    throw redirect({
      to: "/trace/$traceId",
      params: { traceId },
      search: true,
      replace: true,
    });
  },
  component: Object.assign(TraceOrComparison, { preload: () => pageOfTraces.preload() }),
});

const dependenciesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/dependencies",
  validateSearch: (values: Link<DependenciesParams>) =>
    parseDependenciesParams(toRawParams({ ...values })),
  component: Object.assign(GatedDependenciesPage, { preload: dependenciesPage.preload }),
});

function GatedDependenciesPage() {
  return (
    <SourceGate>
      <dependenciesPage.Page />
    </SourceGate>
  );
}

function GatedSearchPage() {
  return (
    <SourceGate>
      <FilesBeside>
        <searchPage.Page />
      </FilesBeside>
    </SourceGate>
  );
}

function TraceOrComparison() {
  const { traceId } = traceRoute.useParams();
  if (isComparison(traceId)) return <comparePage.Page />;
  return (
    <SourceGate byId>
      <tracePage.Page />
    </SourceGate>
  );
}

const routeTree = rootRoute.addChildren([homeRoute, searchRoute, dependenciesRoute, traceRoute]);

/** Makes the router of the page, for a page served below `basepath`. */
export function createAppRouter(basepath: string) {
  return createRouter({
    routeTree,
    basepath,
    // Jaeger's plain form of search parameters, in place of the router's own JSON.
    parseSearch: parseRawParams,
    stringifySearch: (values) => formatRawParams(values as ParamValues),
    defaultErrorComponent: RouteError,
    defaultPendingComponent: PagePending,
    defaultPreload: "intent",
    scrollRestoration: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
