/** Search parameters of a URL as they stand there: text, or several texts where a name repeats. */
export type RawParams = Readonly<Record<string, string | readonly string[]>>;

/** What the page may put into a URL: absent values are left out, lists repeat the name. */
export type ParamValues = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** Reads a query string, with or without its "?". Never throws: broken escapes stay as they are. */
export function parseRawParams(query: string): RawParams {
  const params: Record<string, string | string[]> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(query)) {
    const before = params[name];
    if (before === undefined) params[name] = value;
    else if (typeof before === "string") params[name] = [before, value];
    else before.push(value);
  }
  return params;
}

/** Writes a query string with its "?", or "" when there is nothing to say. */
export function formatRawParams(values: ParamValues): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === "") continue;
    if (Array.isArray(value))
      for (const one of value as readonly string[]) params.append(name, one);
    else params.append(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** The first value of a parameter, or undefined. */
export function firstParam(raw: RawParams, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "string" ? value : value?.[0];
}

/** Every value of a parameter. */
export function allParams(raw: RawParams, name: string): readonly string[] {
  const value = raw[name];
  return typeof value === "string" ? [value] : (value ?? []);
}

/** Values that go into a URL, as they come out of it again. */
export function toRawParams(values: ParamValues): RawParams {
  return parseRawParams(formatRawParams(values));
}
