import type { PackedSpan } from "./packed-span";
import type { SpanColumns } from "./span-columns";

/** Where the contents of a span begin in the columns of its owner kinds. */
export interface SpanStarts {
  readonly attributes: number;
  readonly events: number;
  readonly links: number;
}

const most = 1024;

/**
 * Packed spans on their way into the columns: a value is written into an array of fixed length, and
 * many are copied at once, which takes less than to append each of them to a column that may grow.
 */
export class StagedSpans {
  count = 0;
  readonly #trace = new Uint32Array(most);
  readonly #idHi = new Uint32Array(most);
  readonly #idLo = new Uint32Array(most);
  readonly #parentHi = new Uint32Array(most);
  readonly #parentLo = new Uint32Array(most);
  readonly #startMicros = new Float64Array(most);
  readonly #startNanos = new Uint16Array(most);
  readonly #durationNs = new Float64Array(most);
  readonly #name = new Uint32Array(most);
  readonly #statusMessage = new Uint32Array(most);
  readonly #resource = new Uint32Array(most);
  readonly #scope = new Uint32Array(most);
  readonly #kind = new Uint8Array(most);
  readonly #statusCode = new Uint8Array(most);
  /** Stays 0: only Zipkin's spans share an id, and none of these is packed. */
  readonly #shared = new Uint8Array(most);
  readonly #attributeStart = new Uint32Array(most);
  readonly #eventStart = new Uint32Array(most);
  readonly #linkStart = new Uint32Array(most);

  get isFull(): boolean {
    return this.count === most;
  }

  /** Takes a span in, which there is room for. */
  push(span: PackedSpan, starts: SpanStarts): void {
    const at = this.count;
    this.count = at + 1;
    this.#trace[at] = span.trace;
    this.#idHi[at] = span.idHi;
    this.#idLo[at] = span.idLo;
    this.#parentHi[at] = span.parentHi;
    this.#parentLo[at] = span.parentLo;
    this.#startMicros[at] = span.startMicros;
    this.#startNanos[at] = span.startNanos;
    this.#durationNs[at] = span.durationNs;
    this.#name[at] = span.name;
    this.#statusMessage[at] = span.statusMessage;
    this.#resource[at] = span.resource ?? 0;
    this.#scope[at] = span.scope ?? 0;
    this.#kind[at] = span.kind;
    this.#statusCode[at] = span.statusCode;
    this.#attributeStart[at] = starts.attributes;
    this.#eventStart[at] = starts.events;
    this.#linkStart[at] = starts.links;
  }

  /** Moves all of them. */
  moveTo(columns: SpanColumns): void {
    const { count } = this;
    if (count === 0) return;
    this.count = 0;
    columns.trace.append(this.#trace, count);
    columns.idHi.append(this.#idHi, count);
    columns.idLo.append(this.#idLo, count);
    columns.parentHi.append(this.#parentHi, count);
    columns.parentLo.append(this.#parentLo, count);
    columns.startMicros.append(this.#startMicros, count);
    columns.startNanos.append(this.#startNanos, count);
    columns.durationNs.append(this.#durationNs, count);
    columns.name.append(this.#name, count);
    columns.statusMessage.append(this.#statusMessage, count);
    columns.resource.append(this.#resource, count);
    columns.scope.append(this.#scope, count);
    columns.kind.append(this.#kind, count);
    columns.statusCode.append(this.#statusCode, count);
    columns.shared.append(this.#shared, count);
    columns.attributeStart.append(this.#attributeStart, count);
    columns.eventStart.append(this.#eventStart, count);
    columns.linkStart.append(this.#linkStart, count);
  }
}
