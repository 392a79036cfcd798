/** Schemes that links may have without being asked for. */
const usualSchemes = ["http:", "https:", "mailto:"];
/** Schemes that run or hold what the link itself says: never, whoever asks for them. */
const dangerousSchemes: ReadonlySet<string> = new Set([
  ...["javascript:", "data:", "vbscript:", "blob:", "filesystem:", "about:", "view-source:"],
]);

/** The schemes that links may have: the usual ones, and those of a list that are not dangerous. */
export function allowedSchemes(more: unknown): ReadonlySet<string> {
  const schemes = new Set(usualSchemes);
  if (!Array.isArray(more)) return schemes;
  for (const entry of more as readonly unknown[]) {
    if (typeof entry !== "string") continue;
    const scheme = `${entry.toLowerCase().replace(/:$/, "")}:`;
    if (/^[a-z][a-z0-9+.-]*:$/.test(scheme) && !dangerousSchemes.has(scheme)) schemes.add(scheme);
  }
  return schemes;
}

/** An address, made absolute, when it has one of some schemes; else undefined. */
export function safeLink(
  address: string,
  schemes: ReadonlySet<string>,
  baseUrl: string,
): string | undefined {
  try {
    const url = new URL(address, baseUrl);
    return schemes.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
