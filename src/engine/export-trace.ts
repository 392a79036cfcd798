import { lossesIn } from "@/ingest/export-losses";
import { writeJaegerV1 } from "@/ingest/write-jaeger-v1";
import { writeOtlp } from "@/ingest/write-otlp";
import { abortReason } from "@/lib/deadline";
import { type Fetch, openStream } from "@/lib/http";
import { isAbort, Problem } from "@/lib/problem";
import type { Trace } from "@/model/trace";
import type { ExportFormat, ExportPreview, NoSourceReason } from "@/model/trace-export";
import type { HttpRequest, LoadOptions, NamedBlob, TraceFormat } from "@/model/trace-source";
import { createBreather } from "@/lib/breather";
import type { CallOptions } from "./trace-engine";

/** Where the bytes are that a trace was read from. */
export type TraceOrigin =
  | { readonly kind: "request"; readonly request: HttpRequest }
  | { readonly kind: "file"; readonly file: NamedBlob }
  | { readonly kind: "none"; readonly reason: NoSourceReason };

/** A trace, and how it came. */
export interface ExportableTrace {
  readonly trace: Trace;
  readonly format: TraceFormat;
  readonly origin: TraceOrigin;
}

/** What saving a trace in a format would come to. */
export async function previewExport(
  { trace, format: sourceFormat, origin }: ExportableTrace,
  format: ExportFormat,
  { signal }: CallOptions,
): Promise<ExportPreview> {
  if (format === "source") {
    const preview = { format, sourceFormat, losses: [] };
    if (origin.kind === "none") return { ...preview, unavailable: origin.reason };
    if (origin.kind === "file") return { ...preview, fileName: origin.file.name };
    return { ...preview, asksAgain: true };
  }
  const breathe = createBreather(signal);
  const steps = lossesIn(trace, sourceFormat, format);
  for (;;) {
    const step = steps.next();
    if (step.done) return { format, sourceFormat, losses: step.value };
    await breathe();
  }
}

/** The bytes of a trace in a format. */
export async function exportTrace(
  { trace, format: from, origin }: ExportableTrace,
  format: ExportFormat,
  fetch: Fetch | undefined,
  options: LoadOptions,
): Promise<Blob> {
  if (format !== "source") {
    const parts = format === "otlp-json" ? writeOtlp(trace, from) : writeJaegerV1(trace, from);
    const breathe = createBreather(options.signal);
    const blob = new GrowingBlob();
    for (const { bytes, spans } of parts) {
      blob.append(bytes);
      options.onProgress?.({ phase: "building", bytes: blob.size, spans });
      await breathe();
    }
    return blob.finish();
  }
  if (origin.kind === "file") return origin.file.blob;
  if (origin.kind === "none") throw new Problem("internal", { detail: origin.reason });
  return fetchAgain(origin.request, fetch, options);
}

/** The body of an answer as it comes, unread. */
async function fetchAgain(
  request: HttpRequest,
  fetch: Fetch | undefined,
  { signal, onProgress }: LoadOptions,
): Promise<Blob> {
  onProgress?.({ phase: "waiting", bytes: 0, spans: 0 });
  const { stream, totalBytes, url } = await openStream(request, { signal, fetch });
  const blob = new GrowingBlob();
  const reader = stream.getReader();
  const giveUp = (): void => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal?.aborted) throw abortReason(signal);
      if (done) break;
      blob.append(value);
      const known = totalBytes === undefined ? {} : { totalBytes };
      onProgress?.({ phase: "reading", bytes: blob.size, ...known, spans: 0 });
    }
  } catch (error) {
    if (signal?.aborted) throw abortReason(signal);
    if (isAbort(error) || error instanceof Problem) throw error;
    throw new Problem("cut-off", { url, bytes: blob.size, spans: 0 });
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
  return blob.finish();
}

/** Bytes are handed to the browser's store of blobs, which may be a disk, in pieces of this size. */
const pieceBytes = 8 << 20;

/** A blob that grows piece by piece, so that no more than one piece is held as an array. */
class GrowingBlob {
  size = 0;
  readonly #pieces: Blob[] = [];
  #open: Uint8Array<ArrayBuffer>[] = [];
  #openBytes = 0;

  append(bytes: Uint8Array): void {
    // Streams give views of memory of any kind; blobs take views of plain buffers.
    this.#open.push(bytes as Uint8Array<ArrayBuffer>);
    this.#openBytes += bytes.byteLength;
    this.size += bytes.byteLength;
    if (this.#openBytes >= pieceBytes) this.#close();
  }

  finish(): Blob {
    this.#close();
    return new Blob(this.#pieces, { type: "application/json" });
  }

  #close(): void {
    if (this.#openBytes > 0) this.#pieces.push(new Blob(this.#open));
    this.#open = [];
    this.#openBytes = 0;
  }
}
