import { platform, type ServiceName } from "./platform";
import type { Random } from "./random";
import { toKeyValues, type Attributes, type KeyValue } from "./values";

export const kinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

interface Scope {
  readonly name: string;
  readonly version: string;
}

/** What a scenario says of a span. Times are nanoseconds after the start of the trace. */
export interface SpanInput {
  readonly service: ServiceName;
  readonly name: string;
  readonly kind?: keyof typeof kinds;
  readonly scope?: Scope;
  readonly attributes?: Attributes;
}

export interface LinkTarget {
  readonly traceId: string;
  readonly spanId: string;
}

interface EventDraft {
  readonly name: string;
  readonly at: number;
  readonly attributes: KeyValue[];
}

/** A span on its way into a demo trace. */
export class SpanDraft {
  readonly spanId: string;
  readonly parent: SpanDraft | undefined;
  readonly input: SpanInput;
  readonly attributes: KeyValue[];
  readonly events: EventDraft[] = [];
  readonly links: (LinkTarget & { readonly attributes: KeyValue[] })[] = [];
  start: number;
  /** Undefined: the span never ended. */
  end: number | undefined;
  status: { code: 0 | 1 | 2; message: string } = { code: 0, message: "" };
  traceState = "";
  flags: number | undefined = 0x101;
  dropped = { attributes: 0, events: 0, links: 0 };

  constructor(spanId: string, parent: SpanDraft | undefined, input: SpanInput, start: number) {
    this.spanId = spanId;
    this.parent = parent;
    this.input = input;
    this.attributes = toKeyValues(input.attributes ?? {});
    this.start = start;
    this.end = start;
  }

  add(attributes: Attributes): this {
    this.attributes.push(...toKeyValues(attributes));
    return this;
  }

  event(name: string, at: number, attributes: Attributes = {}): this {
    this.events.push({ name, at: Math.round(at), attributes: toKeyValues(attributes) });
    return this;
  }

  link(target: LinkTarget, attributes: Attributes = {}): this {
    this.links.push({ ...target, attributes: toKeyValues(attributes) });
    return this;
  }

  ok(): this {
    this.status = { code: 1, message: "" };
    return this;
  }

  /** Marks the span as failed and, with a type, records the exception. */
  fail(message: string, at: number, exception?: { type: string; stack: string }): this {
    this.status = { code: 2, message };
    if (!exception) return this.add({ "error.type": "_OTHER" });
    return this.add({ "error.type": exception.type }).event("exception", at, {
      "exception.type": exception.type,
      "exception.message": message,
      "exception.stacktrace": exception.stack,
    });
  }
}

/** A demo trace on its way to a line of OTLP JSON. */
export class TraceDraft {
  readonly traceId: string;
  readonly random: Random;
  readonly #startMs: number;
  readonly #spans: SpanDraft[] = [];

  constructor(random: Random, startMs: number) {
    this.random = random;
    this.traceId = random.hex(16);
    this.#startMs = startMs;
  }

  get spanCount(): number {
    return this.#spans.length;
  }

  /** Opens a span; its end is set by `span.end = …` or by `call`. */
  span(parent: SpanDraft | undefined, start: number, input: SpanInput): SpanDraft {
    const span = new SpanDraft(this.random.hex(8), parent, input, Math.round(start));
    this.#spans.push(span);
    return span;
  }

  /** A span around some work: `work` gets the span and its start and returns when it is done. */
  call(
    parent: SpanDraft | undefined,
    start: number,
    input: SpanInput,
    work: (span: SpanDraft, at: number) => number,
  ): number {
    const span = this.span(parent, start, input);
    const end = Math.round(work(span, span.start));
    span.end = end;
    return end;
  }

  /** The spans of this name. */
  find(name: string): readonly SpanDraft[] {
    return this.#spans.filter((span) => span.input.name === name);
  }

  /** Where other traces may link to: the spans that published to a topic. */
  publishedTo(topic: string): LinkTarget[] {
    const spans = this.find(`${topic} publish`);
    return spans.map(({ spanId }) => ({ traceId: this.traceId, spanId }));
  }

  /** Takes a span out without its children, as a collector that lost a batch does. */
  lose(span: SpanDraft): void {
    this.#spans.splice(this.#spans.indexOf(span), 1);
  }

  /** Moves every span and event of a service: the clock of its host is off. */
  skew(service: ServiceName, ns: number): void {
    for (const span of this.#spans) {
      if (span.input.service !== service) continue;
      span.start += ns;
      if (span.end !== undefined) span.end += ns;
      span.events.forEach((event, i) => {
        span.events[i] = { ...event, at: event.at + ns };
      });
    }
  }

  /** One line of OTLP JSON: spans grouped by resource and scope, as an exporter sends them. */
  toLine(): string {
    const base = BigInt(this.#startMs) * 1_000_000n;
    const time = (at: number) => (base + BigInt(at)).toString();
    const groups = new Map<ServiceName, Map<string, { scope: Scope; spans: object[] }>>();
    for (const span of this.#spans) {
      const scope = span.input.scope ?? platform[span.input.service].scope;
      let byScope = groups.get(span.input.service);
      if (!byScope) groups.set(span.input.service, (byScope = new Map()));
      let group = byScope.get(scope.name);
      if (!group) byScope.set(scope.name, (group = { scope, spans: [] }));
      group.spans.push(this.#spanJson(span, time));
    }
    return JSON.stringify({
      resourceSpans: [...groups].map(([service, byScope]) => ({
        resource: { attributes: toKeyValues(platform[service].resource) },
        schemaUrl: "https://opentelemetry.io/schemas/1.27.0",
        scopeSpans: [...byScope.values()],
      })),
    });
  }

  #spanJson(span: SpanDraft, time: (at: number) => string): object {
    const { input, status, dropped } = span;
    return {
      traceId: this.traceId,
      spanId: span.spanId,
      ...(span.parent ? { parentSpanId: span.parent.spanId } : {}),
      ...(span.traceState ? { traceState: span.traceState } : {}),
      ...(span.flags === undefined ? {} : { flags: span.flags }),
      name: input.name,
      kind: kinds[input.kind ?? "internal"],
      startTimeUnixNano: time(span.start),
      ...(span.end === undefined ? {} : { endTimeUnixNano: time(span.end) }),
      attributes: span.attributes,
      ...(dropped.attributes ? { droppedAttributesCount: dropped.attributes } : {}),
      ...(span.events.length
        ? { events: span.events.map(({ at, ...rest }) => ({ timeUnixNano: time(at), ...rest })) }
        : {}),
      ...(dropped.events ? { droppedEventsCount: dropped.events } : {}),
      ...(span.links.length ? { links: span.links } : {}),
      ...(dropped.links ? { droppedLinksCount: dropped.links } : {}),
      status: {
        ...(status.code ? { code: status.code } : {}),
        ...(status.message ? { message: status.message } : {}),
      },
    };
  }
}
