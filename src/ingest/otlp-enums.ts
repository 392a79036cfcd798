import { SpanKind, StatusCode } from "@/model/span-table";
import type { IssueNotes } from "./wire";

const KINDS: readonly SpanKind[] = Object.values(SpanKind);
const KIND_NAMES: ReadonlyMap<string, SpanKind> = new Map(
  Object.entries(SpanKind).map(([name, kind]) => [`SPAN_KIND_${name.toUpperCase()}`, kind]),
);
const CODES: readonly StatusCode[] = Object.values(StatusCode);
const CODE_NAMES: ReadonlyMap<string, StatusCode> = new Map(
  Object.entries(StatusCode).map(([name, code]) => [`STATUS_CODE_${name.toUpperCase()}`, code]),
);

/** A span kind by number or name; what is neither is Unspecified, and noted. */
export function kindOf(value: unknown, notes: IssueNotes): SpanKind {
  if (value === undefined || value === null) return SpanKind.Unspecified;
  const kind = typeof value === "string" ? KIND_NAMES.get(value) : KINDS.find((k) => k === value);
  if (kind === undefined) notes.add("bad-enum", "kind", value);
  return kind ?? SpanKind.Unspecified;
}

/** A status code by number or name; what is neither is Unset, and noted. */
export function statusCodeOf(value: unknown, notes: IssueNotes): StatusCode {
  if (value === undefined || value === null) return StatusCode.Unset;
  const code = typeof value === "string" ? CODE_NAMES.get(value) : CODES.find((c) => c === value);
  if (code === undefined) notes.add("bad-enum", "status.code", value);
  return code ?? StatusCode.Unset;
}
