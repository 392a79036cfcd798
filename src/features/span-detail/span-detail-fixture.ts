import type { LoadedTrace } from "@/engine/trace-engine";
import type { Attribute, AttributeValue } from "@/model/attribute";
import { spanIndex } from "@/model/indexes";
import { SpanFlag, SpanKind, StatusCode } from "@/model/span-table";
import type { SpanView } from "@/model/span-view";

// Data for the tests of this feature: a small trace, and one span that has everything.

export const text = (value: string): AttributeValue => ({ type: "string", value });
export const int = (value: bigint): AttributeValue => ({ type: "int", value });
const attribute = (key: string, value: AttributeValue): Attribute => ({ key, value });

export const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const epoch = 1_768_228_200_000_000_123n;

interface Row {
  readonly name: string;
  readonly service: number;
  readonly parent: number;
  readonly end: number;
  readonly start: number;
  readonly duration: number;
  readonly status?: StatusCode;
  readonly flags?: number;
}

const services = ["api-gateway", "video-processor", "gpu-worker"];

/** A trace of spans given in depth-first order. */
export function traceOf(rows: readonly Row[]): LoadedTrace {
  const n = rows.length;
  const names = [...services, ...rows.map((row) => row.name)];
  return {
    handle: "trace-1",
    format: "otlp-json",
    bytes: 1000,
    core: {
      traceId,
      epochUnixNano: epoch,
      durationNs: 245_000_000,
      spans: {
        length: n,
        spanIdHi: new Uint32Array(n).fill(0x00f067aa),
        spanIdLo: Uint32Array.from(rows, (_, i) => 0x0ba90200 + i),
        parent: Int32Array.from(rows, (row) => row.parent),
        subtreeEnd: Uint32Array.from(rows, (row) => row.end),
        depth: new Uint32Array(n),
        startNs: Float64Array.from(rows, (row) => row.start),
        durationNs: Float64Array.from(rows, (row) => row.duration),
        name: Uint32Array.from(rows, (_, i) => services.length + i),
        statusMessage: new Uint32Array(n),
        resource: Uint32Array.from(rows, (row) => row.service),
        scope: new Uint32Array(n),
        kind: new Uint8Array(n),
        statusCode: Uint8Array.from(rows, (row) => row.status ?? StatusCode.Unset),
        flags: Uint16Array.from(rows, (row) => row.flags ?? 0),
        eventOffset: new Uint32Array(n + 1),
        linkOffset: new Uint32Array(n + 1),
      },
      names,
      resourceService: Uint32Array.from(services, (_, i) => i),
      eventTimeNs: new Float64Array(0),
      maxDepth: 3,
      rootSpan: 0,
      summary: {
        traceId,
        rootService: "api-gateway",
        rootName: "POST /process",
        startUnixNano: epoch,
        durationNs: 245_000_000,
        spanCount: n,
        errorCount: 1,
        orphanCount: 1,
        services: [],
      },
      issueCounts: {},
      traceWarnings: [],
      oddSpanIds: new Map(),
    },
  };
}

/** root > (process > (stitch > 12 frames, encode), status); and an orphan at the end. */
export const sampleTrace: LoadedTrace = traceOf([
  { name: "POST /process", service: 0, parent: -1, end: 17, start: 0, duration: 245e6 },
  { name: "process", service: 1, parent: 0, end: 16, start: 60e6, duration: 180e6 },
  {
    name: "stitch_frames",
    service: 2,
    parent: 1,
    end: 15,
    start: 95_000_001,
    duration: 150_000_007,
    status: StatusCode.Error,
  },
  ...Array.from({ length: 12 }, (_, i) => ({
    name: `frame ${i + 1}`,
    service: 2,
    parent: 2,
    end: 4 + i,
    start: 96e6 + i * 10e6,
    duration: 9.5e6 + i,
    status: i === 4 ? StatusCode.Error : StatusCode.Unset,
  })),
  { name: "encode", service: 1, parent: 1, end: 16, start: 238e6, duration: 1e6 },
  { name: "GET /status", service: 0, parent: 0, end: 17, start: 241e6, duration: 2e6 },
  {
    name: "late",
    service: 2,
    parent: -1,
    end: 18,
    start: 242e6,
    duration: 3e6,
    flags: SpanFlag.Orphan,
  },
]);

export const hostileTexts = [
  '<img src=x onerror="window.hacked=1">',
  "javascript:alert(1)",
  "data:text/html,<script>window.hacked=1</script>",
  "__proto__",
  "user\u202egnp.exe",
  "bell\u0007 and nul\u0000",
  "שלום עולם",
  "👩‍👩‍👧 🇺🇦",
];

export const attributes: readonly Attribute[] = [
  attribute("http.request.method", text("POST")),
  attribute("http.response.status_code", int(500n)),
  attribute("url.full", text("https://example.com/matches/42/process?retry=1")),
  attribute("counter.max", int(9_223_372_036_854_775_807n)),
  attribute("ratio", { type: "double", value: 0.1 }),
  attribute("zero", { type: "double", value: -0 }),
  attribute("limit", { type: "double", value: Infinity }),
  attribute("retried", { type: "bool", value: false }),
  attribute("payload", { type: "bytes", value: Uint8Array.of(0, 1, 2, 253, 254, 255) }),
  attribute("tags", {
    type: "array",
    value: [text("gpu"), text("batch"), int(3n), { type: "bool", value: true }],
  }),
  attribute("config", {
    type: "kvlist",
    value: [
      attribute("codec", text("h265")),
      attribute("sizes", {
        type: "array",
        value: [
          {
            type: "kvlist",
            value: [attribute("width", int(1920n)), attribute("height", int(1080n))],
          },
          {
            type: "kvlist",
            value: [attribute("width", int(1280n)), attribute("height", int(720n))],
          },
        ],
      }),
      attribute("nothing", { type: "empty" }),
    ],
  }),
  attribute("body", text('{"id":12345678901234567890,"items":[{"a":1.0},{"a":2.50}],"empty":{}}')),
  attribute("db.query.text", text(`SELECT *\nFROM matches\n\tWHERE id = 42`)),
  attribute("empty", text("")),
  attribute("none", { type: "empty" }),
  attribute("twice", text("first")),
  attribute("twice", text("second")),
  attribute("long", text("0123456789".repeat(10_000))),
  ...hostileTexts.map((value, i) => attribute(`hostile.${i}`, text(value))),
  attribute("__proto__", text("polluted")),
  attribute("<b>key</b>", text("bold")),
];

export const sampleView: SpanView = {
  index: spanIndex(2),
  traceId,
  spanId: "00f067aa0ba90202",
  parentSpanId: "00f067aa0ba90201",
  service: "gpu-worker",
  name: "stitch_frames",
  kind: SpanKind.Internal,
  status: { code: StatusCode.Error, message: "CUDA out of memory" },
  startUnixNano: epoch + 95_000_001n,
  startNs: 95_000_001,
  durationNs: 150_000_007,
  traceFlags: 0x303,
  traceState: "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
  attributes,
  droppedAttributesCount: 7,
  events: [
    {
      name: "batch started",
      timeUnixNano: epoch + 96_000_002n,
      timeNs: 96_000_002,
      attributes: [attribute("batch.size", int(24n))],
      droppedAttributesCount: 2,
    },
    {
      name: "exception",
      timeUnixNano: epoch + 240_000_000n,
      timeNs: 240_000_000,
      attributes: [
        attribute("exception.type", text("torch.cuda.OutOfMemoryError")),
        attribute("exception.message", text("CUDA out of memory. Tried to allocate 2.50 GiB")),
        attribute(
          "exception.stacktrace",
          text(
            `Traceback (most recent call last):\n${Array.from(
              { length: 40 },
              (_, i) => `  File "worker/stitch.py", line ${i + 10}, in step_${i}\n    return run()`,
            ).join("\n")}`,
          ),
        ),
        attribute("exception.escaped", { type: "bool", value: true }),
      ],
      droppedAttributesCount: 0,
    },
    {
      name: "flushed",
      timeUnixNano: epoch + 250_000_000n,
      timeNs: 250_000_000,
      attributes: [],
      droppedAttributesCount: 0,
    },
  ],
  droppedEventsCount: 4,
  links: [
    {
      relation: "link",
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "b7ad6b7169203331",
      traceState: "vendor=linked",
      traceFlags: 1,
      attributes: [attribute("messaging.batch.index", int(3n))],
      droppedAttributesCount: 5,
      target: -1,
    },
    {
      relation: "follows-from",
      traceId,
      spanId: "00f067aa0ba90210",
      traceState: "",
      traceFlags: undefined,
      attributes: [],
      droppedAttributesCount: 0,
      target: 16,
    },
    {
      relation: "extra-parent",
      traceId,
      spanId: "ffffffffffffffff",
      traceState: "",
      traceFlags: undefined,
      attributes: [],
      droppedAttributesCount: 0,
      target: -1,
    },
  ],
  droppedLinksCount: 1,
  resource: {
    service: "gpu-worker-resource",
    attributes: [
      attribute("service.name", text("gpu-worker")),
      attribute("host.name", text("gpu-node-7")),
      attribute("k8s.pod.name", text("gpu-worker-6d4f9")),
      attribute("process.pid", int(4711n)),
    ],
    droppedAttributesCount: 3,
    schemaUrl: "https://opentelemetry.io/schemas/1.27.0",
  },
  scope: {
    name: "io.example.stitcher",
    version: "2.4.1",
    attributes: [attribute("scope.team", text("video"))],
    droppedAttributesCount: 6,
    schemaUrl: "https://opentelemetry.io/schemas/1.26.0",
  },
  issues: [
    { code: "duplicate-attribute", detail: "twice" },
    { code: "bad-enum", detail: "SPAN_KIND_\u202eODD" },
  ],
  warnings: ["clock skew adjustment disabled; not applying calculated delta of 1.2ms"],
  unknownFields: '{"vendorField":{"n":12345678901234567890}}',
};
