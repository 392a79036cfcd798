/** One document of each format. */
export const SEEDS: readonly string[] = [
  {
    data: [
      {
        traceID: "ab",
        spans: [
          {
            traceID: "ab",
            spanID: "1",
            operationName: "o",
            references: [{ refType: "CHILD_OF", traceID: "ab", spanID: "2" }],
            startTime: 1700000000000000,
            duration: 5,
            flags: 1,
            tags: [{ key: "k", type: "int64", value: 12345678901234567n }],
            logs: [
              {
                timestamp: 1700000000000001,
                fields: [{ key: "event", type: "string", value: "e" }],
              },
            ],
            processID: "p1",
            warnings: ["w"],
          },
          { traceID: "ab", spanID: "2", operationName: "q", process: { serviceName: "s" } },
        ],
        processes: { p1: { serviceName: "s", tags: [] } },
        warnings: null,
      },
    ],
    errors: null,
  },
  {
    result: {
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "s" } }] },
          scopeSpans: [
            {
              scope: { name: "lib" },
              spans: [
                {
                  traceId: "0af7651916cd43dd8448eb211c80319c",
                  spanId: "b7ad6b7169203331",
                  name: "n",
                  kind: 2,
                  startTimeUnixNano: "1684617382541971001",
                  endTimeUnixNano: "1684617382541971999",
                  attributes: [
                    {
                      key: "a",
                      value: { arrayValue: { values: [{ intValue: "1" }, { doubleValue: 0.5 }] } },
                    },
                    {
                      key: "m",
                      value: {
                        kvlistValue: { values: [{ key: "k", value: { boolValue: true } }] },
                      },
                    },
                  ],
                  events: [{ name: "e", timeUnixNano: "1684617382541971005" }],
                  links: [{ traceId: "ab", spanId: "cd" }],
                  status: { code: 2, message: "m" },
                },
              ],
            },
          ],
        },
      ],
    },
  },
  [
    {
      traceId: "ab",
      id: "1",
      parentId: "2",
      name: "n",
      kind: "CLIENT",
      timestamp: 1531282088548312,
      duration: 20,
      localEndpoint: { serviceName: "s", ipv4: "1.2.3.4", port: 8 },
      annotations: [{ timestamp: 1531282088548313, value: "a" }],
      tags: { error: "", a: "b" },
      shared: true,
    },
    { traceId: "ab", id: "1", name: "n" },
  ],
  [
    {
      traceId: "ab",
      id: 3,
      parentId: 2,
      name: "n",
      timestamp: 344465,
      duration: 4,
      startTime: 1747270132979,
      tags: { a: null },
    },
  ],
].map((seed) =>
  JSON.stringify(seed, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  ).replaceAll(/"(\d+)n"/g, "$1"),
);

/** Values that stand where others are expected. */
const ODD = [
  'null true 0 -1 1e999 [] {} "" "x" [[]] {"a":{}} [null] 123456789012345678901234567890'.split(
    " ",
  ),
  ['"\\ud800"', '{"__proto__":{"a":1}}', '{"toString":1}'],
  ["-", "]", "}", ",", '"', "\\", "\u0000", "\u2028", "NaN", "[".repeat(600) + "]".repeat(600)],
  ["[".repeat(100_000), `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
].flat();

/** What is done to a document, and where and with what: any numbers do. */
export type Mutation = readonly [kind: number, where: number, what: number];

/** The document with one fault. */
export function mutate(text: string, [kind, where, what]: Mutation): string {
  const at = where % Math.max(1, text.length);
  switch (kind) {
    case 0: // One value becomes another one.
    case 1: {
      const values = [...text.matchAll(/(?<=[:[,])(?:"[^"]*"|-?\d+|true|false|null|\[\]|\{\})/g)];
      const value = values[where % Math.max(1, values.length)];
      const odd = ODD[what % ODD.length] ?? "";
      if (value === undefined) return text;
      return text.slice(0, value.index) + odd + text.slice(value.index + value[0].length);
    }
    case 2: // A piece is lost.
      return text.slice(0, at) + text.slice(at + (what % 40));
    case 3: // A piece comes twice.
      return text.slice(0, at) + text.slice(Math.max(0, at - (what % 200)));
    case 4: // A byte is damaged.
      return text.slice(0, at) + String.fromCharCode(what % 256) + text.slice(at + 1);
    default: // The end is lost.
      return text.slice(0, at);
  }
}
