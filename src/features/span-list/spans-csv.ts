import { csvText } from "@/lib/csv";
import { spanIndex } from "@/model/indexes";
import { spanIdText, spanName, spanService } from "@/model/span-search";
import { SpanKind, StatusCode } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";

const columns = [
  "span_id",
  "parent_span_id",
  "service",
  "name",
  "kind",
  "status",
  "start_unix_nano",
  "start_ns",
  "duration_ns",
  "self_ns",
] as const;

const rowsAtOnce = 2000;
const kindOf = new Map<number, string>(Object.entries(SpanKind).map(([name, id]) => [id, name]));
const statusOf = new Map<number, string>(
  Object.entries(StatusCode).map(([name, id]) => [id, name]),
);

/**
 * Rows of a trace as pieces of a CSV file, in the order given, times in nanoseconds. A generator,
 * so that whoever writes a million rows can let others have their turn.
 */
export function* spansCsv(
  core: TraceCore,
  rows: Uint32Array,
  selfNs: Float64Array,
): Generator<string> {
  const { spans, epochUnixNano } = core;
  yield `${columns.join(",")}\r\n`;
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const lines: string[] = [];
    for (const row of rows.subarray(from, from + rowsAtOnce)) {
      const span = spanIndex(row);
      const parent = spans.parent[row] ?? -1;
      const start = spans.startNs[row] ?? 0;
      const fields = [
        csvText(spanIdText(core, span)),
        parent < 0 ? "" : csvText(spanIdText(core, spanIndex(parent))),
        csvText(spanService(core, span)),
        csvText(spanName(core, span)),
        kindOf.get(spans.kind[row] ?? 0) ?? "",
        statusOf.get(spans.statusCode[row] ?? 0) ?? "",
        String(epochUnixNano + BigInt(Math.round(start))),
        String(start),
        String(spans.durationNs[row] ?? 0),
        String(selfNs[row] ?? 0),
      ];
      lines.push(`${fields.join(",")}\r\n`);
    }
    yield lines.join("");
  }
}
