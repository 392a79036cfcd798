import { afterEach, describe, expect, it } from "vitest";
import type { SpanIndex } from "@/model/indexes";
import type { NamedBlob } from "@/model/trace-source";
import { createInProcessEngine, type InProcessEngine } from "./in-process-engine";
import { serveEngine } from "./rpc-server";
import { createWorkerEngine, type EngineWorker } from "./worker-engine";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A worker made of a port, which can be made to die. `engine` undefined: it never answers. */
class FakeWorker implements EngineWorker {
  readonly #port: MessagePort;
  readonly #errors = new EventTarget();
  terminated = false;

  constructor(engine: InProcessEngine | undefined) {
    const { port1, port2 } = new MessageChannel();
    if (engine) serveEngine(port1, engine);
    this.#port = port2;
    closers.push(() => port1.close());
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  addEventListener(type: string, listener: (event: MessageEvent) => void): void {
    if (type === "message") {
      this.#port.addEventListener(type, listener);
      this.#port.start();
    } else this.#errors.addEventListener(type, listener as (event: Event) => void);
  }

  removeEventListener(_: "message", listener: (event: MessageEvent) => void): void {
    this.#port.removeEventListener("message", listener);
  }

  terminate(): void {
    this.terminated = true;
  }

  die(message: string): void {
    this.#errors.dispatchEvent(Object.assign(new Event("error"), { message }));
  }
}

const traceId = "0af7651916cd43dd8448eb211c80319c";

/** A file with one trace of one span. */
function fileWith(name: string, service: string): NamedBlob {
  const span = { traceId, spanId: "b7ad6b7169203331", name: "read", startTimeUnixNano: "1" };
  const resource = { attributes: [{ key: "service.name", value: { stringValue: service } }] };
  const text = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] });
  return { name, blob: new Blob([text]) };
}

const everything = {
  service: "shop",
  attributes: {},
  startUnixMicro: 0,
  endUnixMicro: Number.MAX_SAFE_INTEGER,
  limit: 10,
};

const stuck = () => new Promise<never>(() => undefined);
const failureOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("createWorkerEngine", () => {
  it("starts its worker at once and asks it", async () => {
    const workers: FakeWorker[] = [];
    const engine = createWorkerEngine({
      spawn() {
        const worker = new FakeWorker(createInProcessEngine());
        workers.push(worker);
        return worker;
      },
    });
    expect(workers).toHaveLength(1);
    const info = await engine.openLibrary([]);
    expect(await engine.libraryServices(info.libraryId)).toEqual([]);
    expect(workers).toHaveLength(1);
  });

  it("rejects the calls in flight when the worker dies, and starts another for the next", async () => {
    const workers: FakeWorker[] = [];
    const engine = createWorkerEngine({
      spawn() {
        const worker = new FakeWorker({ ...createInProcessEngine(), summarise: stuck });
        workers.push(worker);
        return worker;
      },
      fallback: () => Promise.reject(new Error("The fallback is not for this")),
    });
    const { libraryId } = await engine.openLibrary([]);
    const waiting = failureOf(engine.summarise({ url: "" }));
    workers[0]?.die("out of memory");
    expect(await waiting).toMatchObject({
      code: "engine-failed",
      params: { detail: "out of memory" },
    });
    expect(workers[0]?.terminated).toBe(true);
    expect(await engine.libraryServices(libraryId)).toEqual([]);
    expect(workers).toHaveLength(2);
  });

  it("reads files again that a dead worker held, once, when they are asked for", async () => {
    const workers: FakeWorker[] = [];
    const reads: string[] = [];
    const engine = createWorkerEngine({
      spawn() {
        const inner = createInProcessEngine();
        const worker = new FakeWorker({
          ...inner,
          openLibrary(files, options) {
            reads.push(`${workers.length}: ${files.map(({ name }) => name).join()}`);
            return inner.openLibrary(files, options);
          },
        });
        workers.push(worker);
        return worker;
      },
    });
    const [files, others] = [[fileWith("a", "shop")], [fileWith("b", "bank")]];
    const shop = await engine.openLibrary(files);
    const bank = await engine.openLibrary(others);
    const trace = { kind: "library", libraryId: shop.libraryId, traceId } as const;
    const { handle } = await engine.load(trace);
    workers[0]?.die("out of memory");

    // A trace that was open is gone, and is not taken for another.
    expect(await failureOf(engine.spanDetail(handle, 0 as SpanIndex))).toMatchObject({
      code: "engine-failed",
    });
    const answers = await Promise.all([
      engine.libraryServices(shop.libraryId),
      engine.libraryOperations(shop.libraryId, "shop"),
      engine.searchLibrary(shop.libraryId, everything),
      engine.load(trace),
      engine.serviceGraphOf({ kind: "library", libraryId: shop.libraryId }, "service"),
    ]);
    expect(answers[0]).toEqual(["shop"]);
    expect(answers[1]).toHaveLength(1);
    expect(answers[2].summaries).toHaveLength(1);
    expect(answers[3].core.spans.length).toBe(1);
    expect(answers[4].graph.traceCount).toBe(1);
    expect(reads).toEqual(["1: a", "1: b", "2: a"]);

    await engine.closeLibrary(bank.libraryId);
    expect(await failureOf(engine.libraryServices(bank.libraryId))).toMatchObject({
      code: "engine-failed",
    });
  });

  it("tries once more to read a library that another worker died of", async () => {
    const workers: FakeWorker[] = [];
    const engine = createWorkerEngine({
      spawn() {
        const inner = createInProcessEngine();
        const worker = new FakeWorker(
          workers.length === 1 ? { ...inner, openLibrary: stuck } : inner,
        );
        workers.push(worker);
        return worker;
      },
    });
    const { libraryId } = await engine.openLibrary([fileWith("a", "shop")]);
    workers[0]?.die("out of memory");
    const asked = failureOf(engine.libraryServices(libraryId));
    workers[1]?.die("out of memory");
    expect(await asked).toMatchObject({ code: "engine-failed" });
    expect(await engine.libraryServices(libraryId)).toEqual(["shop"]);
  });

  it("works in this thread where no worker may be made", async () => {
    let fallbacks = 0;
    const engine = createWorkerEngine({
      spawn() {
        throw new Error("Workers are forbidden here");
      },
      async fallback() {
        fallbacks += 1;
        return createInProcessEngine();
      },
    });
    const { libraryId } = await engine.openLibrary([]);
    expect(await engine.libraryServices(libraryId)).toEqual([]);
    expect(fallbacks).toBe(1);
  });

  it("works in this thread where the worker's code cannot be loaded", async () => {
    const workers: FakeWorker[] = [];
    const engine = createWorkerEngine({
      spawn() {
        const worker = new FakeWorker(undefined);
        workers.push(worker);
        return worker;
      },
      fallback: async () => createInProcessEngine(),
    });
    const opening = engine.openLibrary([]);
    workers[0]?.die("");
    expect((await opening).summaries).toEqual([]);
    expect(workers).toHaveLength(1);
  });
});
