import { expect, it } from "vitest";
import { createInProcessEngine } from "./in-process-engine";

const trace = (id: string, tags: readonly object[]) =>
  JSON.stringify({
    traceID: id,
    spans: tags.map((tag, i) => ({
      traceID: id,
      spanID: `0${i + 1}`,
      operationName: "b",
      references: [],
      startTime: 1_768_228_200_000_000,
      duration: 5,
      processID: "p1",
      tags: [tag],
    })),
    processes: {
      p1: { serviceName: "a", tags: [{ key: "host", type: "string", value: "h1" }] },
    },
  });

it("knows the attributes of what is open, the commonest first", async () => {
  const engine = createInProcessEngine();
  expect(await engine.knownAttributes()).toEqual([]);
  const route = (value: string) => ({ key: "route", type: "string", value });
  const text = trace("a1", [
    route("/x"),
    route("/y"),
    route("/y"),
    { key: "__proto__", type: "int64", value: 7 },
    { key: "long", type: "string", value: "z".repeat(500) },
  ]);
  const { libraryId } = await engine.openLibrary([{ name: "a", blob: new Blob([text]) }]);
  const known = new Map((await engine.knownAttributes()).map(({ key, values }) => [key, values]));
  expect(known.get("route")).toEqual(["/y", "/x"]);
  expect(known.get("__proto__")).toEqual(["7"]);
  expect(known.get("host")).toEqual(["h1"]);
  expect(known.get("long")).toEqual([]);
  await engine.closeLibrary(libraryId);
  expect(await engine.knownAttributes()).toEqual([]);
});
