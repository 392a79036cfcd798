import { ingestStream } from "@/ingest/ingest";
import { abortReason } from "@/lib/deadline";
import { isAbort, Problem, type ProblemRecord, toProblem } from "@/lib/problem";
import type { Operation } from "@/model/search-query";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import type { LoadOptions, LoadProgress, NamedBlob, TraceFormat } from "@/model/trace-source";
import { createBreather } from "@/lib/breather";
import { at } from "./column";
import { CountingSink } from "./counting-sink";
import type { TraceOrigin } from "./export-trace";
import { canonicalTraceId } from "./read-request";
import type { CallOptions, FileReport } from "./trace-engine";

/** Traces of files, read and ready to be searched. */
export interface Library {
  readonly files: readonly FileReport[];
  /** Newest first. */
  readonly traces: readonly Trace[];
  readonly byId: ReadonlyMap<string, LibraryTrace>;
}

/** A trace of a library, and how it came. */
export interface LibraryTrace {
  readonly trace: Trace;
  /** Of the first file that has spans of it. */
  readonly format: TraceFormat;
  /**
   * What is missing of a file that holds this trace alone. Of a file with many traces nobody knows
   * which of them lack something: there the report of the file has to do.
   */
  readonly partial?: ProblemRecord;
  /** The file, where it holds nothing but this trace. */
  readonly origin: TraceOrigin;
}

/**
 * Reads files one after the other into one set of traces, so that spans of one trace in several
 * files join. A file that cannot be read says so in its report; what could be read of it stays.
 */
export async function readLibrary(
  files: readonly NamedBlob[],
  options: LoadOptions,
): Promise<Library> {
  const { signal } = options;
  const builder = new TraceSetBuilder();
  const reports: FileReport[] = [];
  const formats = new Map<string, TraceFormat>();
  const partials = new Map<string, ProblemRecord>();
  const origins = new Map<string, TraceOrigin>();
  const idsOfFiles: ReadonlySet<string>[] = [];
  const totalBytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  let bytesBefore = 0;
  let spansBefore = 0;
  for (const { name, blob } of files) {
    const seen = new Set<string>();
    const sink = new CountingSink(builder, (id) => {
      const canonical = canonicalTraceId(id);
      seen.add(canonical);
      return canonical;
    });
    const onProgress = (progress: LoadProgress): void =>
      options.onProgress?.({
        phase: "reading",
        bytes: bytesBefore + Math.min(progress.bytes, blob.size),
        totalBytes,
        spans: spansBefore + progress.spans,
      });
    const report = { name, bytes: blob.size };
    const noteOrigins = (): void => {
      const alone: TraceOrigin = { kind: "file", file: { name, blob } };
      const here: TraceOrigin = seen.size > 1 ? { kind: "none", reason: "other-traces" } : alone;
      for (const id of seen) {
        origins.set(id, origins.has(id) ? { kind: "none", reason: "several-files" } : here);
      }
    };
    try {
      const { format, partial } = await ingestStream(blob.stream(), sink, {
        ...(signal ? { signal } : {}),
        totalBytes: blob.size,
        onProgress,
      });
      const nothing = sink.spanCount === 0 ? new Problem("empty") : undefined;
      const problem = (partial ?? nothing)?.with({ file: name }).toJSON();
      for (const id of seen) {
        if (!formats.has(id)) formats.set(id, format);
        if (problem && seen.size === 1) partials.set(id, problem);
      }
      reports.push({
        ...report,
        format,
        traceCount: sink.traceCount,
        spanCount: sink.spanCount,
        ...(problem ? { problem } : {}),
      });
    } catch (error) {
      if (signal?.aborted) throw abortReason(signal);
      if (isAbort(error)) throw error;
      const problem = readProblem(error).with({ file: name }).toJSON();
      reports.push({ ...report, traceCount: sink.traceCount, spanCount: sink.spanCount, problem });
    }
    noteOrigins();
    idsOfFiles.push(seen);
    bytesBefore += blob.size;
    spansBefore += sink.spanCount;
  }
  options.onProgress?.({ phase: "building", bytes: totalBytes, totalBytes, spans: spansBefore });
  const traces = [...builder.finish({ last: true })].sort(newestFirst);
  const entries = traces.map((trace): [string, LibraryTrace] => {
    const format = formats.get(trace.traceId) ?? "otlp-json";
    const partial = partials.get(trace.traceId);
    const origin = origins.get(trace.traceId) ?? { kind: "none", reason: "other-traces" };
    return [trace.traceId, { trace, format, origin, ...(partial ? { partial } : {}) }];
  });
  const byId = new Map(entries);
  const described = reports.map((report, i) => ({ ...report, ...coverage(idsOfFiles[i], byId) }));
  return { files: described, traces, byId };
}

/** The services and the time that the traces of a file cover, and which one it is if it is one. */
function coverage(
  ids: ReadonlySet<string> | undefined,
  byId: ReadonlyMap<string, LibraryTrace>,
): Pick<FileReport, "traceId" | "serviceCount" | "timeRange"> {
  const services = new Set<string>();
  let start: bigint | undefined;
  let end = 0n;
  for (const id of ids ?? []) {
    const summary = byId.get(id)?.trace.summary;
    if (!summary) continue;
    for (const { name } of summary.services) services.add(name);
    const until = summary.startUnixNano + BigInt(Math.round(summary.durationNs));
    if (start === undefined || summary.startUnixNano < start) start = summary.startUnixNano;
    if (until > end) end = until;
  }
  if (ids === undefined || start === undefined) return {};
  const [traceId] = ids;
  return {
    ...(ids.size === 1 && traceId !== undefined ? { traceId } : {}),
    serviceCount: services.size,
    timeRange: { startUnixNano: start, endUnixNano: end },
  };
}

/** A file that went away, or may not be read, fails with a DOMException when it is read. */
function readProblem(error: unknown): Problem {
  if (error instanceof DOMException) return new Problem("unreachable", { detail: error.message });
  return toProblem(error);
}

function newestFirst(a: Trace, b: Trace): number {
  if (a.epochUnixNano !== b.epochUnixNano) return a.epochUnixNano < b.epochUnixNano ? 1 : -1;
  return a.traceId < b.traceId ? -1 : 1;
}

/** The services that any span of the library has, sorted. */
export function servicesOf(library: Library): readonly string[] {
  const names = new Set<string>();
  for (const { summary } of library.traces) {
    for (const { name } of summary.services) if (name !== "") names.add(name);
  }
  return [...names].sort();
}

/** Span kinds by their wire numbers, as the Jaeger API spells them. */
const kindNames = ["", "internal", "server", "client", "producer", "consumer"] as const;

/** The span names of a service with their kinds, each pair once, sorted by name. */
export async function operationsOf(
  library: Library,
  service: string,
  options: CallOptions,
): Promise<readonly Operation[]> {
  const breathe = createBreather(options.signal);
  const kindsByName = new Map<string, number>();
  for (const trace of library.traces) {
    if (!trace.summary.services.some(({ name }) => name === service)) continue;
    const { spans, names, resourceService } = trace;
    for (let i = 0; i < spans.length; i += 1) {
      if (names[at(resourceService, at(spans.resource, i))] !== service) continue;
      const name = names[at(spans.name, i)] ?? "";
      kindsByName.set(name, (kindsByName.get(name) ?? 0) | (1 << at(spans.kind, i)));
    }
    await breathe();
  }
  const sorted = [...kindsByName].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.flatMap(([name, kinds]) =>
    kindNames.flatMap((kind, bit) => ((kinds & (1 << bit)) === 0 ? [] : { name, kind })),
  );
}
