import { allowedSchemes, safeLink } from "@/lib/safe-link";
import { lookbackMicros } from "@/state/search-params";
import {
  plainSite,
  siteSettings,
  type SiteLink,
  type SiteLinks,
  type SiteSettings,
} from "@/state/site-settings";

/** What a Jaeger that serves the page writes into its first script. */
interface Injected {
  readonly JAEGER_CONFIG?: unknown;
  /** Of a configuration that is a script. */
  readonly UIConfig?: unknown;
}

type Config = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Config =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The configuration of Jaeger UI that came with the page; undefined when there is none. */
export function readConfig(injected: Injected): Config | undefined {
  let config = injected.JAEGER_CONFIG;
  if (typeof injected.UIConfig === "function") {
    try {
      config = (injected.UIConfig as () => unknown)();
    } catch (error) {
      reportError(error);
    }
  }
  return isObject(config) ? { ...config } : undefined;
}

/** The configuration in use: the one in the page, else the one that the site's own file names. */
let inUse: Config = {};

/** Takes the configuration that came with the page, or else `ofSite`; gives what it sets. */
export function takeJaegerConfig(ofSite: Config | undefined): SiteSettings {
  inUse = readConfig(globalThis as Injected) ?? ofSite ?? {};
  return readSettings(inUse, document.baseURI);
}

/** The configuration in use, as it came. */
export const jaegerConfig = (): Config => inUse;

/** Whether the configuration has links for values or for traces. */
export function hasLinkPatterns(): boolean {
  const { linkPatterns } = inUse;
  return Array.isArray(linkPatterns) && linkPatterns.length > 0;
}

/** Whether a trace may be put into the archive of a server that says this of itself. */
export function mayArchive(archives: boolean | undefined): boolean {
  const { archive } = siteSettings();
  // A server behind a proxy cannot say: then the site may.
  return archive !== false && (archives ?? archive === true);
}

/**
 * What a configuration of Jaeger UI means here. What is not understood, or is not of its type, is
 * as if it were not there. `baseUrl` is the page's own.
 */
export function readSettings(config: Config, baseUrl: string): SiteSettings {
  const part = (name: string): Config => {
    const value = config[name];
    return isObject(value) ? value : {};
  };
  const { search, dependencies, themes, timeline } = {
    timeline: part("traceTimeline"),
    search: part("search"),
    dependencies: part("dependencies"),
    themes: part("themes"),
  };
  const { archiveEnabled, topTagPrefixes } = config;
  return {
    archive: typeof archiveEnabled === "boolean" ? archiveEnabled : plainSite.archive,
    // The older form of the same setting stands beside it.
    dependencies:
      dependencies["menuEnabled"] !== false && config["dependenciesMenuEnabled"] !== false,
    files: config["disableFileUploadControl"] !== true,
    themes: themes["enabled"] !== false,
    detailPlace:
      timeline["defaultDetailPanelMode"] === "inline" || timeline["enableSidePanel"] === false
        ? "below"
        : plainSite.detailPlace,
    firstAttributes: Array.isArray(topTagPrefixes)
      ? topTagPrefixes.filter((one): one is string => typeof one === "string" && one !== "")
      : plainSite.firstAttributes,
    menu: readMenu(config["menu"], allowedSchemes(config["linkSchemes"]), baseUrl),
    search: {
      defaultLookback: readLookback(search["defaultLookback"]),
      longestLookback: readLookback(search["maxLookback"]),
      maxLimit: readLimit(search["maxLimit"]),
    },
  };
}

/** A lookback as "2h", or beside its label: `{ label: "2 Hours", value: "2h" }`. */
function readLookback(value: unknown): string | undefined {
  const text = isObject(value) ? value["value"] : value;
  return typeof text === "string" && lookbackMicros(text) !== undefined ? text : undefined;
}

const readLimit = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;

/** A menu: links, and groups of links. */
function readMenu(
  value: unknown,
  schemes: ReadonlySet<string>,
  baseUrl: string,
): readonly SiteLinks[] {
  if (!Array.isArray(value)) return [];
  const entries = (value as readonly unknown[]).filter(isObject);
  const linkOf = (entry: Config): readonly SiteLink[] => {
    const { label, url, anchorTarget } = entry;
    if (typeof label !== "string" || label.trim() === "" || typeof url !== "string") return [];
    const safe = safeLink(url, schemes, baseUrl);
    return safe === undefined ? [] : [{ label, url: safe, apart: anchorTarget !== "_self" }];
  };
  return entries.flatMap((entry): readonly SiteLinks[] => {
    const { label, items } = entry;
    const links = Array.isArray(items)
      ? (items as readonly unknown[]).filter(isObject).flatMap(linkOf)
      : linkOf(entry);
    if (links.length === 0) return [];
    const isGroup = Array.isArray(items) && typeof label === "string";
    return [{ label: isGroup ? label : "", links }];
  });
}
