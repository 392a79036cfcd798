/*
 * Jaeger UI's `svcFilter`: a checksum of the trace's services, ".", and a bit per service that is in
 * sight, the first of them lowest; both hexadecimal. Services are in the order of their UTF-16
 * units. A filter for other services than the trace has is ignored.
 */

/** 16 bits over the names, joined by NUL. */
function checksum(services: readonly string[]): string {
  const text = services.join("\0");
  let hash = 0x811c;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x0101) & 0xffff;
  }
  return hash.toString(16);
}

/** The filter that leaves out some services; undefined when none is left out, or all. */
export function formatServiceFilter(
  services: readonly string[],
  hidden: ReadonlySet<string>,
): string | undefined {
  const sorted = services.toSorted();
  const shown = sorted.map((service) => !hidden.has(service));
  if (shown.every(Boolean) || !shown.some(Boolean)) return undefined;
  const mask = shown.reduceRight((bits, isShown) => bits * 2n + (isShown ? 1n : 0n), 0n);
  return `${checksum(sorted)}.${mask.toString(16)}`;
}

/** The services that a filter leaves out; none for one that is not for these services. */
export function parseServiceFilter(
  services: readonly string[],
  text: string | undefined,
): ReadonlySet<string> {
  const match = /^([0-9a-f]{1,4})\.([0-9a-f]+)$/i.exec(text ?? "");
  const sorted = services.toSorted();
  if (!match || match[1] !== checksum(sorted)) return new Set();
  const mask = BigInt(`0x${match[2] ?? "0"}`);
  const hidden = sorted.filter((_, i) => ((mask >> BigInt(i)) & 1n) === 0n);
  return new Set(hidden.length === sorted.length ? [] : hidden);
}
