import { afterEach, describe, expect, it } from "vitest";
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
    // The new worker does not have what the old one held, and does not take it for something else.
    expect(await failureOf(engine.libraryServices(libraryId))).toMatchObject({
      code: "engine-failed",
    });
    expect(workers).toHaveLength(2);
    expect(await engine.libraryServices((await engine.openLibrary([])).libraryId)).toEqual([]);
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
