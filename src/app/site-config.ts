import { locales, type Locale } from "@/i18n/locale";

/** What whoever serves the page has set for all who use it, in `static/config.json`. */
export interface SiteConfig {
  /** Where Jaeger's API is, absolute, ending with "/": `api/` is below it. */
  readonly jaegerUrl: string;
  /** Sent with every request to Jaeger: a tenant, or a token. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Stands in place of the product's name. */
  readonly title: string | undefined;
  /** The language of those who have not chosen one, in place of their browser's. */
  readonly locale: Locale | undefined;
  /** A configuration as Jaeger UI has it, where none came with the page. */
  readonly jaegerUi: Readonly<Record<string, unknown>> | undefined;
}

declare global {
  /** What the page's first script has asked for already: the text of the configuration, or "". */
  var spanwiseConfig: Promise<string> | undefined;
}

const path = "static/config.json";

/**
 * Reads a configuration. What is wrong in it is told to `complain`, for whoever runs the site, and
 * left out: a page that works in part is better than none. `baseUrl` is the page's own.
 */
export function readSiteConfig(
  document: unknown,
  baseUrl: string,
  complain: (words: string) => void,
): SiteConfig {
  const isObject = typeof document === "object" && document !== null && !Array.isArray(document);
  if (!isObject) complain(`${path} has to hold an object`);
  const values = new Map<string, unknown>(isObject ? Object.entries(document) : []);
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    if (value === undefined || (typeof value === "string" && value !== "")) return value;
    complain(`${path}: ${name} has to be a text that is not empty`);
    return undefined;
  };
  for (const name of values.keys()) {
    if (!["jaegerUrl", "headers", "title", "locale", "jaegerUi"].includes(name)) {
      complain(`${path}: ${name} is not a setting`);
    }
  }
  const locale = text("locale");
  if (locale !== undefined && !isLocale(locale)) {
    complain(`${path}: locale has to be one of ${locales.join(", ")}`);
  }
  return {
    jaegerUrl: jaegerUrlOf(text("jaegerUrl"), baseUrl, complain),
    headers: headersOf(values.get("headers"), complain),
    title: text("title"),
    locale: isLocale(locale) ? locale : undefined,
    jaegerUi: objectOf(values.get("jaegerUi"), complain),
  };
}

const isLocale = (text: string | undefined): text is Locale =>
  locales.some((locale) => locale === text);

function jaegerUrlOf(
  text: string | undefined,
  baseUrl: string,
  complain: (words: string) => void,
): string {
  if (text === undefined) return baseUrl;
  try {
    const url = new URL(text.endsWith("/") ? text : `${text}/`, baseUrl);
    if (url.protocol === "http:" || url.protocol === "https:") return url.href;
  } catch {
    // Said below.
  }
  complain(`${path}: jaegerUrl has to be an address of http or https, or a path`);
  return baseUrl;
}

function headersOf(
  value: unknown,
  complain: (words: string) => void,
): Readonly<Record<string, string>> | undefined {
  if (value === undefined) return undefined;
  try {
    if (typeof value !== "object" || value === null) throw new TypeError("Not an object");
    const entries: [string, string][] = Object.entries(value);
    if (entries.some(([, content]) => typeof content !== "string")) throw new TypeError("No text");
    // Names and contents that no request could have are refused here.
    const headers = Object.fromEntries(new Headers(entries).entries());
    return entries.length > 0 ? headers : undefined;
  } catch {
    complain(`${path}: headers has to be an object of header names and texts`);
    return undefined;
  }
}

function objectOf(
  value: unknown,
  complain: (words: string) => void,
): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  complain(`${path}: jaegerUi has to be an object`);
  return undefined;
}

/** To whoever runs the site: those who read traces can do nothing about it. */
function tellConsole(words: string): void {
  // oxlint-disable-next-line no-console -- an uncaught error would take the page with it
  console.error(`Spanwise: ${words}`);
}

/** The configuration of this site; where there is none, everything is as the page has it. */
export async function loadSiteConfig(
  baseUrl: string,
  text: Promise<string> = globalThis.spanwiseConfig ?? fetchText(new URL(path, baseUrl)),
  complain: (words: string) => void = tellConsole,
): Promise<SiteConfig> {
  const content = (await text.catch(() => "")).trim();
  // A server without the file may answer with its page.
  if (content === "" || content.startsWith("<")) return readSiteConfig({}, baseUrl, complain);
  try {
    return readSiteConfig(JSON.parse(content), baseUrl, complain);
  } catch (error) {
    complain(`${path} is not JSON: ${String(error)}`);
    return readSiteConfig({}, baseUrl, complain);
  }
}

async function fetchText(url: URL): Promise<string> {
  const response = await fetch(url);
  return response.ok ? response.text() : "";
}
