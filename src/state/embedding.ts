import { firstParam, type RawParams } from "./raw-params";

/** How the page is shown inside another one, by Jaeger UI's parameters. */
export interface Embedding {
  /** Without the header that every page has. */
  readonly embedded: boolean;
  readonly hideResultGraph: boolean;
  readonly hideMinimap: boolean;
  readonly hideSummary: boolean;
  /** Instead of the theme that the user has chosen. */
  readonly theme: "light" | "dark" | undefined;
}

/** The parameters of the URL that stay in it from page to page. */
export const embeddingParams = [
  "uiEmbed",
  "uiTheme",
  "uiSearchHideGraph",
  "uiTimelineCollapseTitle",
  "uiTimelineHideMinimap",
  "uiTimelineHideSummary",
] as const;

export type EmbeddingParams = { readonly [Name in (typeof embeddingParams)[number]]?: string };

/** The parameters of an embedding alone; those that would change nothing are left out. */
export function parseEmbeddingParams(raw: RawParams): EmbeddingParams {
  const kept = embeddingParams.flatMap((name) => {
    const value = firstParam(raw, name);
    const means =
      name === "uiEmbed"
        ? value === "v0"
        : name === "uiTheme"
          ? value === "light" || value === "dark"
          : value === "1";
    return means ? [[name, value]] : [];
  });
  return Object.fromEntries(kept) as EmbeddingParams;
}

/** What a URL asks for. Without `uiEmbed=v0` only the theme counts, as in Jaeger UI. */
export function readEmbedding(raw: RawParams): Embedding {
  const params = parseEmbeddingParams(raw);
  const embedded = params.uiEmbed !== undefined;
  const has = (name: keyof EmbeddingParams) => embedded && params[name] !== undefined;
  // The collapsed title of Jaeger UI has neither its figures nor its overview.
  const collapsed = has("uiTimelineCollapseTitle");
  return {
    embedded,
    hideResultGraph: has("uiSearchHideGraph"),
    hideMinimap: collapsed || has("uiTimelineHideMinimap"),
    hideSummary: collapsed || has("uiTimelineHideSummary"),
    theme: params.uiTheme as Embedding["theme"],
  };
}

let current = readEmbedding({});

/** How the page is shown, for as long as it is open. */
export const embedding = (): Embedding => current;

/** Before anything is drawn. */
export function setEmbedding(shown: Embedding): void {
  current = shown;
}
