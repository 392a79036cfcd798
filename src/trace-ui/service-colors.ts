/** How many steps the service palette has; `--service-0` to `--service-23` in service-colors.css. */
export const serviceColorCount = 24;

/**
 * Where the hash begins: any number would do. With this one, the services of the best-known sample
 * systems (HotROD, the OpenTelemetry demo, ours) get hues that are far apart.
 */
const seed = 0x811cce7c;

/**
 * The palette step of a service: a function of its name alone (an FNV-1a hash of its UTF-16
 * units, then a final mix), so that it is the same in every trace, view, session and machine.
 */
export function serviceColorIndex(service: string): number {
  let hash = seed;
  for (let i = 0; i < service.length; i += 1) {
    hash = Math.imul(hash ^ service.charCodeAt(i), 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) % serviceColorCount;
}

/** The CSS colour of a service, as a reference to the palette of the theme in use. */
export function serviceColor(service: string): string {
  return `var(--service-${serviceColorIndex(service)})`;
}
