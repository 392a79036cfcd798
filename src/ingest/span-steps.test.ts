import { expect, test } from "vitest";
import { expectSameBothWays, type Taken } from "./testing/both-paths";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const OTHER = "1af7651916cd43dd8448eb211c80319d";
const encoder = new TextEncoder();
const start = "1700000000000000";

/** Reads spans as a document; gives how many of them were taken packed. */
async function packedOf(format: "v1" | "otlp", spans: readonly string[]): Promise<number> {
  const list = spans.join(",");
  const text =
    format === "v1"
      ? `{"data":[{"traceID":"${TRACE}","spans":[${list}],"processes":{"p1":{"serviceName":"s"}}}]}`
      : `{"resourceSpans":[{"scopeSpans":[{"spans":[${list}]}]}]}`;
  const taken: Taken = { packed: 0, spans: 0 };
  // Whole, and in pieces that end anywhere in a span.
  await expectSameBothWays(encoder.encode(text), 1 << 16, taken);
  const { packed } = taken;
  await expectSameBothWays(encoder.encode(text), 331, taken);
  return packed;
}

let lastId = 0;
const jaeger = (rest: string): string => {
  lastId += 1;
  const id = lastId.toString(16).padStart(16, "0");
  return `{"traceID":"${TRACE}","spanID":"${id}","operationName":"o","startTime":${start},"duration":5,"processID":"p1"${rest}}`;
};
const otlp = (rest: string): string => {
  lastId += 1;
  const id = lastId.toString(16).padStart(16, "0");
  return `{"traceId":"${TRACE}","spanId":"${id}","name":"o","startTimeUnixNano":"${start}000","endTimeUnixNano":"${start}900"${rest}}`;
};

test("a reference that is put together of two known ones is none", async () => {
  const spans = [
    `,"references":[{"refType":"CHILD_OF","traceID":"${TRACE}","spanID":"00000000000000a1"}]`,
    `,"references":[{"spanID":"00000000000000a1","traceID":"${TRACE}","refType":"CHILD_OF"}]`,
    // Begins like the first and ends like the second: two types, and no span.
    `,"references":[{"refType":"CHILD_OF","traceID":"${TRACE}","refType":"CHILD_OF"}]`,
    `,"references":[{"spanID":"00000000000000a1","traceID":"${OTHER}","refType":"CHILD_OF"}]`,
  ].map(jaeger);
  expect(await packedOf("v1", spans)).toBe(2);
});

test("each log has a time, and no log has it twice", async () => {
  const field = `{"key":"event","type":"string","value":"e"}`;
  const spans = [
    `,"logs":[{"timestamp":${start},"fields":[${field}]},{"timestamp":${start},"fields":[]}]`,
    `,"logs":[{"fields":[${field}],"timestamp":${start}},{"fields":[${field}],"timestamp":${start}}]`,
    `,"logs":[{"timestamp":${start},"fields":[${field}]},{"fields":[${field}],"timestamp":${start}}]`,
    `,"logs":[{"timestamp":${start},"fields":[${field}],"timestamp":${start}}]`,
    `,"logs":[{"fields":[${field}]},{"fields":[${field}],"timestamp":${start}}]`,
    `,"logs":[{"fields":[${field}]}]`,
  ].map(jaeger);
  expect(await packedOf("v1", spans)).toBe(3);
});

test("a message names an event that nothing else names", async () => {
  const field = (key: string, value: string) =>
    `{"key":"${key}","type":"string","value":"${value}"}`;
  const log = (...fields: string[]) =>
    `{"timestamp":${start},"fields":[${fields.map((key) => field(key, `${key}-${fields.length}`)).join(",")}]}`;
  const spans = Array.from({ length: 3 }, () =>
    jaeger(
      `,"logs":[${log("message", "event")},${log("event", "message")},${log("message", "message")},` +
        `${log("x")},${log("event", "event")}]`,
    ),
  );
  expect(await packedOf("v1", spans)).toBe(3);
});

test("a field that comes twice is seen on a known way too", async () => {
  const spans = [
    jaeger(`,"flags":1`),
    jaeger(`,"flags":1,"warnings":null`),
    jaeger(`,"warnings":[],"flags":1`),
    jaeger(`,"flags":1,"warnings":null,"flags":1`),
    jaeger(`,"warnings":[],"flags":1,"warnings":null`),
  ];
  expect(await packedOf("v1", spans)).toBe(3);
});

test("what an event and what a link may have is not confused", async () => {
  const time = `"timeUnixNano":"${start}000"`;
  const dropped = `"droppedAttributesCount":0`;
  const link = `"traceId":"${OTHER}","spanId":"00000000000000a1"`;
  const spans = [
    `,"events":[{${time},${dropped}},{${time},"name":"e"}],"links":[{${link},${dropped}},{${link}}]`,
    `,"links":[{${link},${dropped}}],"events":[{${time}}]`,
    `,"links":[{${link},${dropped}},{${time},"name":"e"}]`,
    `,"events":[{${time},${dropped}},{${link}}]`,
    `,"links":[{"traceId":"${OTHER}"},{${link}}]`,
    `,"events":[{"name":"e"},{${time},"name":"e"}]`,
    `,"links":[{${link}},{"traceId":"${OTHER}","spanId":"0000000000000000"}]`,
    `,"status":{"code":2,"message":"m"}`,
    `,"status":{"message":"m","code":2}`,
    `,"status":{"code":2,"message":"m","code":2}`,
  ].map(otlp);
  expect(await packedOf("otlp", spans)).toBe(4);
});

test("more ways than are remembered are read all the same", async () => {
  const spans = Array.from({ length: 700 }, (_, n) =>
    otlp(`,"attributes":[{"key":"k${n % 350}","value":{"stringValue":"v${n % 3}"}}]`),
  );
  expect(await packedOf("otlp", spans)).toBe(700);
});
