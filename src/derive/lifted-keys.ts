import { SpanKind, StatusCode } from "@/model/span-table";
import type { Trace } from "@/model/trace";

/*
 * Fields of a span that other formats write as attributes, under the keys that OpenTelemetry's
 * translations give them. Who asks for `span.kind` or groups by `error` gets the same answer
 * whichever format a trace came in.
 */

/** Names of span kinds by their numbers. */
export const kindNames: readonly string[] = (() => {
  const names: string[] = [];
  for (const [name, kind] of Object.entries(SpanKind)) names[kind] = name.toLowerCase();
  return names;
})();

/** Names of status codes by their numbers. */
export const statusNames: readonly string[] = (() => {
  const names: string[] = [];
  for (const [name, code] of Object.entries(StatusCode)) names[code] = name.toLowerCase();
  return names;
})();

/** Gives a field of a span as the text of an attribute; undefined where there would be none. */
export type LiftedField = (trace: Trace, span: number) => string | undefined;

const unlessEmpty = (text: string): string | undefined => (text === "" ? undefined : text);

const scopeName: LiftedField = ({ scopes, spans, strings }, i) =>
  unlessEmpty(strings.text(scopes.name[spans.scope[i]!]!));
const scopeVersion: LiftedField = ({ scopes, spans, strings }, i) =>
  unlessEmpty(strings.text(scopes.version[spans.scope[i]!]!));

const fields: ReadonlyMap<string, LiftedField> = new Map<string, LiftedField>([
  [
    "span.kind",
    ({ spans }, i) =>
      spans.kind[i] === SpanKind.Unspecified ? undefined : kindNames[spans.kind[i]!],
  ],
  ["error", ({ spans }, i) => (spans.statusCode[i] === StatusCode.Error ? "true" : undefined)],
  [
    "otel.status_code",
    ({ spans }, i) =>
      spans.statusCode[i] === StatusCode.Unset
        ? undefined
        : statusNames[spans.statusCode[i]!]?.toUpperCase(),
  ],
  [
    "otel.status_description",
    ({ spans, strings }, i) => unlessEmpty(strings.text(spans.statusMessage[i]!)),
  ],
  ["otel.scope.name", scopeName],
  ["otel.library.name", scopeName],
  ["otel.scope.version", scopeVersion],
  ["otel.library.version", scopeVersion],
  [
    "service.name",
    ({ names, resourceService, spans }, i) =>
      unlessEmpty(names[resourceService[spans.resource[i]!]!] ?? ""),
  ],
]);

/** The field that an attribute key stands for, if it stands for one. */
export function liftedField(key: string): LiftedField | undefined {
  return fields.get(key);
}
