import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KnownValues } from "./known-values";
import { expectSameBothWays, type Taken } from "./testing/both-paths";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a value is found by the bytes of its text, and by no others", () => {
  const known = new KnownValues();
  const value = { a: 1 };
  const bytes = bytesOf('[{"a":1},{"a":2}]');
  known.keep(bytes, 1, 8, value);
  expect(known.find(bytesOf('{"a":1}'), 0, 7)).toBe(value);
  bytes.fill(0);
  expect(known.find(bytesOf('__{"a":1}'), 2, 9)).toBe(value);
  expect(known.find(bytesOf('{"a":2}'), 0, 7)).toBeUndefined();
  expect(known.find(bytesOf('{"a":1} '), 0, 8)).toBeUndefined();
});

test("what is long is not kept, and what is kept is not without a limit", () => {
  const known = new KnownValues();
  const long = bytesOf("x".repeat(20_000));
  known.keep(long, 0, long.length, 1);
  expect(known.find(long, 0, long.length)).toBeUndefined();
  const texts = Array.from({ length: 5000 }, (_, at) => bytesOf(`"${at}"`));
  for (const text of texts) known.keep(text, 0, text.length, text);
  const found = texts.filter((text) => known.find(text, 0, text.length) === text);
  expect(found.length).toBeLessThan(2500);
  expect(found.at(-1)).toBe(texts.at(-1));
});

/** Few of each, so that they come again; some are not what they should be. */
const resource = fc.constantFrom(
  '{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]}',
  '{"attributes":[{"key":"service.name","value":{"stringValue":"b"}}]}',
  '{"attributes":[{"value":{"stringValue":"a"},"key":"service.name"}]}',
  '{"attributes":[{"key":"service.name","value":{"intValue":"7"}}],"droppedAttributesCount":2}',
  "{}",
  "7",
  '{"attributes":[{"key":"n","value":{"intValue":01}}]}',
);
const scope = fc.constantFrom(
  '"scope":{"name":"lib","version":"1"},',
  '"scope":{"name":"lib","version":"2"},"schemaUrl":"https://example.org/1",',
  '"scope":{"name":"esc\\u0061ped"},',
  '"sc\\u006fpe":{"name":"lib"},',
  "",
);
const order = fc.constantFrom("resource first", "resource last");

function document(
  parts: readonly (readonly [resource: string, scope: string, order: string, spans: number])[],
): string {
  let id = 0;
  const span = (): string => {
    id += 1;
    return (
      `{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"${String(id).padStart(16, "0")}",` +
      `"name":"op","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000000000007"}`
    );
  };
  const list = parts.map(([said, scoped, place, spans]) => {
    const all = Array.from({ length: spans }, span).join(",");
    const scopes = `"scopeSpans":[{${scoped}"spans":[${all}]}]`;
    return place === "resource first"
      ? `{"resource":${said},${scopes}}`
      : `{${scopes},"resource":${said}}`;
  });
  return `{"resourceSpans":[${list.join(",")}]}`;
}

describe("what is said again of resources and scopes", () => {
  test("means the same as what is said once", async () => {
    const taken: Taken = { packed: 0, spans: 0 };
    const part = fc.tuple(resource, scope, order, fc.nat(2));
    const parts = fc.array(part, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(parts, fc.integer({ min: 1, max: 4000 }), (all, chunk) =>
        expectSameBothWays(bytesOf(document(all)), chunk, taken),
      ),
      { numRuns: 60 },
    );
    expect(taken.packed).toBeGreaterThan(taken.spans / 2);
  });

  test("is found again over the end of a batch", async () => {
    const said = '{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]}';
    const parts = Array.from(
      { length: 1500 },
      (_, at) =>
        [said, at % 7 === 0 ? "" : '"scope":{"name":"lib"},', "resource first", 1] as const,
    );
    await expectSameBothWays(bytesOf(document(parts)), 10_000, { packed: 0, spans: 0 });
  });
});
