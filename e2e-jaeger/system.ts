/** The traces of a small system, as an exporter sends them: OTLP JSON, minutes before now. */

type Value =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly boolValue: boolean }
  | { readonly bytesValue: string }
  | { readonly arrayValue: { readonly values: readonly Value[] } }
  | { readonly kvlistValue: { readonly values: readonly KeyValue[] } };

interface KeyValue {
  readonly key: string;
  readonly value: Value;
}

interface Event {
  readonly name: string;
  /** Nanoseconds after the start of the trace. */
  readonly at: number;
  readonly attributes?: readonly KeyValue[];
}

interface Link {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes?: readonly KeyValue[];
}

export interface SystemSpan {
  readonly service: string;
  readonly name: string;
  readonly id: string;
  readonly parent?: string;
  /** OTLP's numbers: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: 1 | 2 | 3 | 4 | 5;
  /** Nanoseconds after the start of the trace. */
  readonly start: number;
  readonly duration: number;
  readonly attributes?: readonly KeyValue[];
  readonly events?: readonly Event[];
  readonly links?: readonly Link[];
  readonly error?: string;
  readonly traceState?: string;
}

export interface SystemTrace {
  readonly traceId: string;
  readonly minutesAgo: number;
  readonly spans: readonly SystemSpan[];
}

const ms = 1_000_000;
const text = (key: string, value: string): KeyValue => ({ key, value: { stringValue: value } });
const int = (key: string, value: string): KeyValue => ({ key, value: { intValue: value } });

/** A value that must be shown, and never run or turned around. */
export const hostileText = '<img src=x onerror="document.title=1"> \u202Ereversed\u202C';

export const ids = {
  checkout: "5b8aa5a2d2c872e8321cf37308d69df2",
  job: "0af7651916cd43dd8448eb211c80319c",
  slow: "4bf92f3577b34da6a3ce929d0e0e4736",
  quick: "4bf92f3577b34da6a3ce929d0e0e4737",
  /** Made by a client that knows ids of 64 bits alone. */
  short: "000000000000000000a1b2c3d4e5f607",
  incomplete: "7d1f0c5e4b3a29187d1f0c5e4b3a2918",
} as const;

export const checkout: SystemTrace = {
  traceId: ids.checkout,
  minutesAgo: 6,
  spans: [
    {
      service: "shop-gateway",
      name: "POST /checkout",
      id: "00f067aa0ba902b7",
      kind: 2,
      start: 0,
      duration: 245 * ms + 7,
      traceState: "vendor=opaque,other=1",
      attributes: [text("http.route", "/checkout"), int("http.response.status_code", "402")],
    },
    {
      service: "shop-orders",
      name: "Place order",
      id: "00f067aa0ba902b8",
      parent: "00f067aa0ba902b7",
      kind: 2,
      start: 10 * ms,
      duration: 180 * ms,
      error: "card declined by issuer",
      attributes: [
        text("order.note", hostileText),
        int("order.number", "9007199254740993"),
        { key: "order.total", value: { doubleValue: 19.99 } },
        { key: "order.gift", value: { boolValue: true } },
        { key: "order.token", value: { bytesValue: "3q2+7w==" } },
        {
          key: "order.items",
          value: { arrayValue: { values: [{ stringValue: "lamp" }, { stringValue: "chair" }] } },
        },
        {
          key: "order.address",
          value: { kvlistValue: { values: [text("city", "Tbilisi")] } },
        },
      ],
      events: [
        // The server sends events sorted by name; these names go against their times.
        { name: "zeroth check", at: 20 * ms },
        { name: "retry", at: 90 * ms, attributes: [int("attempt", "2")] },
        {
          name: "exception",
          at: 170 * ms + 11,
          attributes: [
            text("exception.type", "CardDeclined"),
            text("exception.message", "declined"),
            text("exception.stacktrace", "CardDeclined: declined\n  at charge (pay.js:7)"),
          ],
        },
      ],
      links: [
        {
          traceId: ids.job,
          spanId: "b7ad6b7169203331",
          attributes: [text("link.reason", "restock after order")],
        },
      ],
    },
  ],
};

export const system: readonly SystemTrace[] = [
  checkout,
  {
    traceId: ids.job,
    minutesAgo: 5,
    spans: [
      {
        service: "shop-worker",
        name: "restock process",
        id: "b7ad6b7169203331",
        kind: 5,
        start: 0,
        duration: 1200 * ms,
        attributes: [text("messaging.system", "kafka")],
      },
    ],
  },
  {
    traceId: ids.slow,
    minutesAgo: 4,
    spans: [
      {
        service: "shop-gateway",
        name: "GET /status",
        id: "53995c3f42cd8ad8",
        kind: 2,
        start: 0,
        duration: 900 * ms,
        attributes: [int("http.response.status_code", "200"), text("tenant", "blue sky")],
      },
    ],
  },
  {
    traceId: ids.quick,
    minutesAgo: 3,
    spans: [
      {
        service: "shop-gateway",
        name: "GET /status",
        id: "53995c3f42cd8ad9",
        kind: 2,
        start: 0,
        duration: 20 * ms,
        attributes: [int("http.response.status_code", "500"), text("tenant", "blue sky")],
        error: "out of order",
      },
    ],
  },
  {
    traceId: ids.short,
    minutesAgo: 9,
    spans: [
      {
        service: "shop-legacy",
        name: "nightly import",
        id: "a1b2c3d4e5f60708",
        kind: 1,
        start: 0,
        duration: 30 * ms,
      },
    ],
  },
  {
    traceId: ids.incomplete,
    minutesAgo: 8,
    spans: [
      {
        service: "shop-orders",
        name: "load basket",
        id: "1122334455667788",
        parent: "feedfacefeedface",
        kind: 2,
        start: 0,
        duration: 40 * ms,
      },
    ],
  },
];

/** A trace of the system as OTLP JSON: one resource for each service. */
export function toOtlp(trace: SystemTrace, nowMs: number): { resourceSpans: object[] } {
  const base = BigInt(nowMs - trace.minutesAgo * 60_000) * 1_000_000n + 123n;
  const at = (ns: number): string => String(base + BigInt(ns));
  const services = [...new Set(trace.spans.map(({ service }) => service))];
  return {
    resourceSpans: services.map((service) => ({
      resource: {
        attributes: [text("service.name", service), text("host.name", `${service}-1`)],
      },
      scopeSpans: [
        {
          scope: {
            name: "shop.tracing",
            version: "1.4.0",
            attributes: [text("scope.mode", "full")],
          },
          spans: trace.spans
            .filter((span) => span.service === service)
            .map((span) => ({
              traceId: trace.traceId,
              spanId: span.id,
              ...(span.parent === undefined ? {} : { parentSpanId: span.parent }),
              ...(span.traceState === undefined ? {} : { traceState: span.traceState }),
              flags: 0x101,
              name: span.name,
              kind: span.kind,
              startTimeUnixNano: at(span.start),
              endTimeUnixNano: at(span.start + span.duration),
              attributes: span.attributes ?? [],
              events: (span.events ?? []).map((event) => ({
                name: event.name,
                timeUnixNano: at(event.at),
                attributes: event.attributes ?? [],
              })),
              links: span.links ?? [],
              status: span.error === undefined ? {} : { code: 2, message: span.error },
            })),
        },
      ],
    })),
  };
}
