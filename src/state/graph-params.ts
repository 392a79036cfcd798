import { allParams, firstParam, type ParamValues, type RawParams } from "./raw-params";

/** What can be left out of a graph, by the names that the URL has for it. */
export const graphLayers = ["within", "messages", "peers", "links"] as const;
export type GraphLayer = (typeof graphLayers)[number];

/**
 * What a URL says of a service graph, on every page that has one. Flat and textual, as it stands
 * there; absent means default.
 */
export interface GraphParams {
  /** Nodes are span names of services. */
  readonly graphBy?: "name";
  /** The layers that are shown, where they are not the default ones: "within,peers", "none". */
  readonly graphShow?: string;
  /** Callers above what they call, in place of left of it. */
  readonly graphDir?: "down";
  /** Laid out by forces, in place of layers. */
  readonly graphLayout?: "force";
  /** How much of a graph with many nodes is drawn, where it is not what its size suggests. */
  readonly graphDraw?: "all" | "busiest";
  /** Nodes that were put elsewhere by hand, as "x,y,key"; see `parsePlaces`. */
  readonly graphPlace?: readonly string[];
  /** Edges are coloured by latency, or by calls where two graphs are compared; else by errors. */
  readonly graphColor?: "latency" | "calls";
  /** The service around which the graph is drawn, and how many calls up and down: "1-2", "all-1". */
  readonly graphFocus?: string;
  readonly graphHops?: string;
  /** Fewest calls of an edge that is shown. */
  readonly graphMin?: number;
  /** Services with a common prefix are one node, but those that are open. */
  readonly graphGroup?: "prefix";
  readonly graphOpen?: readonly string[];
  /** The node, or the two nodes and the relation of the edge, that is looked at. */
  readonly graphPick?: readonly string[];
  /** What the names of services are looked through for. */
  readonly graphFind?: string;
  /** What the table of calls is put in order by: "p95", "-p95" from the greatest. */
  readonly graphSort?: string;
}

/** Longer texts are not taken from a URL: no view needs them. */
const longestText = 2000;
const mostOpen = 50;
/** More nodes than these are not moved by hand, and do not fit into a URL. */
const mostPlaces = 60;
/** Which columns there are depends on the table. */
const sortPattern = /^-?[a-z][a-z\d.]{0,30}$/i;

/** Reads the parameters of a URL; whatever is not understood is as if it were not there. */
export function parseGraphParams(raw: RawParams): GraphParams {
  const text = (name: string): string | undefined => {
    const value = firstParam(raw, name);
    return value === undefined || value === "" || value.length > longestText ? undefined : value;
  };
  const list = (name: string): readonly string[] =>
    allParams(raw, name).filter((one) => one !== "" && one.length <= longestText);
  const show = text("graphShow");
  const focus = text("graphFocus");
  const hops = text("graphHops");
  const min = text("graphMin");
  const color = (["latency", "calls"] as const).find((one) => one === text("graphColor"));
  const draw = (["all", "busiest"] as const).find((one) => one === text("graphDraw"));
  const open = list("graphOpen").slice(0, mostOpen);
  const places = list("graphPlace")
    .filter((one) => readPlace(one) !== undefined)
    .slice(-mostPlaces);
  const pick = list("graphPick").slice(0, 3);
  const find = text("graphFind");
  const sort = text("graphSort");
  return {
    ...(text("graphBy") === "name" && { graphBy: "name" as const }),
    ...(show !== undefined && parseLayers(show) && { graphShow: show }),
    ...(text("graphDir") === "down" && { graphDir: "down" as const }),
    ...(text("graphLayout") === "force" && { graphLayout: "force" as const }),
    ...(draw !== undefined && { graphDraw: draw }),
    ...(places.length > 0 && { graphPlace: places }),
    ...(color !== undefined && { graphColor: color }),
    ...(focus !== undefined && { graphFocus: focus }),
    ...(hops !== undefined && parseHops(hops) && { graphHops: hops }),
    ...(min !== undefined && /^[1-9]\d{0,8}$/.test(min) && { graphMin: Number(min) }),
    ...(text("graphGroup") === "prefix" && { graphGroup: "prefix" as const }),
    ...(open.length > 0 && { graphOpen: open }),
    ...((pick.length === 1 || pick.length === 3) && { graphPick: pick }),
    ...(find !== undefined && { graphFind: find }),
    ...(sort !== undefined && sortPattern.test(sort) && { graphSort: sort }),
  };
}

/** The parameters as they stand in a URL. */
export function formatGraphParams(params: GraphParams): ParamValues {
  return {
    graphBy: params.graphBy,
    graphShow: params.graphShow,
    graphDir: params.graphDir,
    graphLayout: params.graphLayout,
    graphDraw: params.graphDraw,
    graphPlace: params.graphPlace,
    graphColor: params.graphColor,
    graphFocus: params.graphFocus,
    graphHops: params.graphHops,
    graphMin: params.graphMin,
    graphGroup: params.graphGroup,
    graphOpen: params.graphOpen,
    graphPick: params.graphPick,
    graphFind: params.graphFind,
    graphSort: params.graphSort,
  };
}

type Place = readonly [x: number, y: number];

function readPlace(text: string): readonly [string, Place] | undefined {
  const match = /^(-?\d{1,6}),(-?\d{1,6}),/.exec(text);
  if (!match) return undefined;
  return [text.slice(match[0].length), [Number(match[1]), Number(match[2])]];
}

/** Where nodes were put by hand, by their keys: middles, in whole pixels of the drawing. */
export function parsePlaces(places: readonly string[] | undefined): ReadonlyMap<string, Place> {
  const byKey = new Map<string, Place>();
  for (const text of places ?? []) {
    const place = readPlace(text);
    if (place) byKey.set(...place);
  }
  return byKey;
}

/** The `graphPlace` with one more node in it; of too many, the one that came first goes. */
export function withPlace(
  places: readonly string[] | undefined,
  key: string,
  [x, y]: Place,
): readonly string[] {
  const others = (places ?? []).filter((text) => readPlace(text)?.[0] !== key);
  const within = (value: number) => Math.max(-999_999, Math.min(999_999, Math.round(value)));
  return [...others, `${within(x)},${within(y)},${key}`].slice(-mostPlaces);
}

const isLayer = (word: string): word is GraphLayer => graphLayers.some((layer) => layer === word);

function parseLayers(text: string): ReadonlySet<GraphLayer> | undefined {
  if (text === "none") return new Set();
  const words = text.split(",");
  return words.every(isLayer) ? new Set(words) : undefined;
}

/** Calls within a service are all there is to see between its span names. */
const defaultLayers = (by: GraphParams["graphBy"]): readonly GraphLayer[] =>
  by === "name" ? graphLayers : ["messages", "peers", "links"];

/** The layers that are shown. */
export function shownLayers(params: GraphParams): ReadonlySet<GraphLayer> {
  const chosen = params.graphShow === undefined ? undefined : parseLayers(params.graphShow);
  return chosen ?? new Set(defaultLayers(params.graphBy));
}

/** The `graphShow` that shows these layers; undefined where they are the default ones. */
export function formatLayers(
  layers: ReadonlySet<GraphLayer>,
  by: GraphParams["graphBy"],
): string | undefined {
  const usual = new Set(defaultLayers(by));
  const words = graphLayers.filter((layer) => layers.has(layer));
  if (graphLayers.every((layer) => layers.has(layer) === usual.has(layer))) return undefined;
  return words.length === 0 ? "none" : words.join(",");
}

export interface Hops {
  /** How many calls up and down from the focus; infinite for all. */
  readonly up: number;
  readonly down: number;
}

const hopsOf = (text: string | undefined): number | undefined =>
  text === "all" ? Number.POSITIVE_INFINITY : /^\d$/.test(text ?? "") ? Number(text) : undefined;

/** Reads "up-down"; undefined unless it is two numbers of one digit, or "all". */
export function parseHops(text: string | undefined): Hops | undefined {
  const [first, second, ...rest] = text?.split("-") ?? [];
  const [up, down] = [hopsOf(first), hopsOf(second)];
  return up === undefined || down === undefined || rest.length > 0 ? undefined : { up, down };
}

/** Writes how far a graph reaches from its focus. */
export function formatHops({ up, down }: Hops): string {
  const word = (hops: number) => (Number.isFinite(hops) ? String(hops) : "all");
  return `${word(up)}-${word(down)}`;
}
