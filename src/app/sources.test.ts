import { describe, expect, it, vi } from "vitest";
import { Problem } from "@/lib/problem";
import type { LoadOptions } from "@/model/trace-source";
import type { KeptFiles } from "./kept-files";
import type { Source } from "@/queries/source-context";
import { createSources, onlyTrace, type OpenedFiles, type SourceOpeners } from "./sources";

const source = (key: string) => ({ key }) as Source;

/** What the engine says of files: those whose name begins with "bad" hold no trace. */
function opened(files: readonly File[], close: () => void): OpenedFiles {
  return {
    source: source(`files ${files.map((file) => file.name).join("+")}`),
    info: {
      libraryId: "1",
      files: files.map((file) => ({
        name: file.name,
        bytes: file.size,
        traceCount: file.name.startsWith("bad") ? 0 : 1,
        traceId: `trace of ${file.name}`,
        spanCount: 3,
      })),
      summaries: [],
    },
    close,
  };
}

const file = (name: string) => new File(["x"], name, { lastModified: 1 });

function setUp(openers: Pick<Partial<SourceOpeners>, "connectJaeger" | "keptFiles"> = {}) {
  const closed: string[] = [];
  const openFiles = vi.fn<SourceOpeners["openFiles"]>((files) => {
    const name = files.map((one) => one.name).join("+");
    return Promise.resolve(opened(files, () => void closed.push(name)));
  });
  const connectJaeger = vi.fn<SourceOpeners["connectJaeger"]>(
    openers.connectJaeger ?? (() => Promise.resolve(source("jaeger"))),
  );
  const openDemo = () => Promise.resolve(source("demo"));
  const sources = createSources({
    unprovenJaeger: source("jaeger"),
    connectJaeger,
    openDemo,
    openFiles,
    ...(openers.keptFiles ? { keptFiles: openers.keptFiles } : {}),
  });
  const settled = async (kind: "jaeger" | "demo") => {
    await vi.waitUntil(() => sources.store.getState()[kind].status !== "opening");
    return sources.store.getState()[kind];
  };
  return { sources, connectJaeger, openFiles, closed, settled };
}

describe("the trace that files are of", () => {
  const report = (traceCount: number, traceId?: string) => ({
    name: "a.json",
    bytes: 1,
    traceCount,
    spanCount: traceCount,
    ...(traceId === undefined ? {} : { traceId }),
  });

  it("is one where all that could be read is of it", () => {
    expect(onlyTrace([report(1, "a"), report(0), report(1, "a")])).toBe("a");
    expect(onlyTrace([report(1, "a"), report(1, "b")])).toBeUndefined();
    expect(onlyTrace([report(1, "a"), report(2)])).toBeUndefined();
    expect(onlyTrace([report(2)])).toBeUndefined();
    expect(onlyTrace([report(0)])).toBeUndefined();
  });

  it("is told of the files just given, not of those that are open", async () => {
    const { sources } = setUp();
    await sources.addFiles([file("a"), file("b")]);
    const read = await sources.addFiles([file("bad"), file("c")]);
    expect(onlyTrace(read ?? [])).toBe("trace of c");
  });
});

describe("selecting a source", () => {
  it("opens it once and keeps it", async () => {
    const { sources, connectJaeger, settled } = setUp();
    sources.select("jaeger");
    expect(sources.store.getState().jaeger.status).toBe("opening");
    sources.select("jaeger");
    expect(await settled("jaeger")).toEqual({ status: "ready", source: source("jaeger") });
    sources.select("demo");
    await settled("demo");
    sources.select("jaeger");
    expect(sources.store.getState().jaeger.status).toBe("ready");
    expect(connectJaeger).toHaveBeenCalledTimes(1);
  });

  it("can be given up: what comes then is not wanted, unless it is asked for again", async () => {
    const answers: ((source: Source) => void)[] = [];
    const { sources, settled } = setUp({
      connectJaeger: () => new Promise((resolve) => answers.push(resolve)),
    });
    sources.select("jaeger");
    sources.giveUp("jaeger");
    const { store } = sources;
    expect(store.getState().jaeger.status).toBe("given-up");
    answers[0]?.(source("jaeger"));
    await Promise.resolve();
    sources.select("jaeger");
    expect(store.getState().jaeger.status).toBe("given-up");
    sources.retry("jaeger");
    sources.giveUp("demo");
    expect(store.getState()).toMatchObject({
      jaeger: { status: "opening" },
      demo: { status: "idle" },
    });
    answers[1]?.(source("jaeger"));
    expect((await settled("jaeger")).status).toBe("ready");
  });

  it("says why it failed, and tries again when asked to", async () => {
    const problem = new Problem("unreachable", { url: "http://x/" });
    let answers = false;
    const { sources, settled } = setUp({
      connectJaeger: () => (answers ? Promise.resolve(source("jaeger")) : Promise.reject(problem)),
    });
    sources.select("jaeger");
    expect(await settled("jaeger")).toEqual({ status: "failed", problem });
    // Selecting alone does not knock again.
    sources.select("jaeger");
    expect(sources.store.getState().jaeger.status).toBe("failed");
    answers = true;
    sources.retry("jaeger");
    expect((await settled("jaeger")).status).toBe("ready");
    sources.retry("jaeger");
    expect(sources.store.getState().jaeger.status).toBe("ready");
  });
});

describe("files of an earlier visit", () => {
  const shelf = (kept: readonly File[]) => ({
    hasAny: () => kept.length > 0,
    hold: vi.fn<KeptFiles["hold"]>(() => Promise.resolve()),
    load: vi.fn<() => Promise<readonly File[]>>(() => Promise.resolve(kept)),
    setKeep: vi.fn<(keep: boolean) => Promise<void>>(() => Promise.resolve()),
  });

  it("are opened when they are wanted, once, and without a word", async () => {
    const keptFiles = shelf([file("a"), file("b")]);
    const { sources, openFiles } = setUp({ keptFiles });
    sources.select("files");
    expect(sources.store.getState().files.status).toBe("opening");
    sources.select("files");
    await sources.restoreFiles();
    expect(openFiles).toHaveBeenCalledTimes(1);
    expect(sources.store.getState()).toMatchObject({ files: { status: "ready" }, fileCount: 2 });
    expect(sources.store.getState().outcome).toBeUndefined();
    sources.closeFiles();
    expect(keptFiles.hold).toHaveBeenLastCalledWith([]);
  });

  it("are opened with what is opened first, and once", async () => {
    const keptFiles = shelf([file("a"), file("bad")]);
    const { sources, openFiles } = setUp({ keptFiles });
    await Promise.all([sources.addFiles([file("b")]), sources.addFiles([file("c")])]);
    expect(sources.store.getState().files).toMatchObject({ source: { key: "files a+bad+b+c" } });
    const [held, refused] = keptFiles.hold.mock.lastCall ?? [];
    expect(held?.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(refused?.map(({ name }) => name)).toEqual(["bad"]);
    sources.closeFiles();
    await sources.addFiles([file("d")]);
    expect(openFiles.mock.lastCall?.[0].map(({ name }) => name)).toEqual(["d"]);
    expect(keptFiles.load).toHaveBeenCalledTimes(1);
  });

  it("join what is opened while they are read, and are as before when that is given up", async () => {
    const keptFiles = shelf([file("a")]);
    const { sources, openFiles } = setUp({ keptFiles });
    openFiles.mockImplementationOnce(() => new Promise(() => undefined));
    void sources.restoreFiles();
    await vi.waitUntil(() => sources.store.getState().reading !== undefined);
    await sources.addFiles([file("b")]);
    expect(sources.store.getState().files).toMatchObject({ source: { key: "files a+b" } });

    const other = setUp({ keptFiles });
    other.openFiles.mockImplementationOnce(() => new Promise(() => undefined));
    void other.sources.restoreFiles();
    await vi.waitUntil(() => other.sources.store.getState().reading !== undefined);
    other.sources.cancelReading();
    expect(other.sources.store.getState().files.status).toBe("idle");
  });

  it("are not there when none were kept", async () => {
    const { sources } = setUp({ keptFiles: shelf([]) });
    await sources.restoreFiles();
    expect(sources.store.getState().files.status).toBe("idle");
  });

  it("are what is opened now", async () => {
    const keptFiles = shelf([]);
    const { sources } = setUp({ keptFiles });
    await sources.addFiles([file("a"), file("bad")]);
    expect(keptFiles.hold.mock.calls.at(-1)?.[0].map(({ name }) => name)).toEqual(["a"]);
    sources.keepFiles(false);
    expect(keptFiles.setKeep).toHaveBeenCalledWith(false);
  });
});

describe("opening files", () => {
  it("adds to what is open and frees what that replaces", async () => {
    const { sources, openFiles, closed } = setUp();
    expect(await sources.addFiles([file("a")])).toBeDefined();
    expect(sources.store.getState().fileCount).toBe(1);
    await sources.addFiles([file("b"), file("a")]);
    // The same file twice counts once.
    expect(openFiles.mock.lastCall?.[0].map((one) => one.name)).toEqual(["b", "a"]);
    expect(sources.store.getState()).toMatchObject({
      files: { status: "ready", source: { key: "files b+a" } },
      fileCount: 2,
      reading: undefined,
      outcome: { opened: true },
    });
    expect(closed).toEqual(["a"]);
  });

  it("leaves out a refused file next time, and reports it", async () => {
    const { sources, openFiles } = setUp();
    await sources.addFiles([file("bad"), file("a")]);
    expect(sources.store.getState().outcome?.files.map((one) => one.name)).toEqual(["bad", "a"]);
    expect(sources.store.getState().fileCount).toBe(1);
    await sources.addFiles([file("b")]);
    expect(openFiles.mock.lastCall?.[0].map((one) => one.name)).toEqual(["a", "b"]);
  });

  it("never takes away what is open when nothing new can be read", async () => {
    const { sources, closed } = setUp();
    await sources.addFiles([file("a")]);
    expect(await sources.addFiles([file("bad")])).toBeUndefined();
    expect(sources.store.getState()).toMatchObject({
      files: { source: { key: "files a" } },
      fileCount: 1,
      outcome: { opened: false, files: [{ name: "bad" }] },
    });
    expect(closed).toEqual(["a+bad"]);
  });

  it("keeps what is open when the engine fails", async () => {
    const { sources, openFiles } = setUp();
    await sources.addFiles([file("a")]);
    const problem = new Problem("engine-failed");
    openFiles.mockRejectedValueOnce(problem);
    expect(await sources.addFiles([file("b")])).toBeUndefined();
    expect(sources.store.getState()).toMatchObject({ fileCount: 1, outcome: { problem } });
    expect(sources.store.getState().reading).toBeUndefined();
  });

  it("tells how far it is, and stops when cancelled", async () => {
    const { sources, openFiles } = setUp();
    let options: LoadOptions = {};
    openFiles.mockImplementationOnce(
      (_, given) =>
        new Promise((_resolve, reject) => {
          options = given;
          given.signal?.addEventListener("abort", () =>
            reject(new DOMException("given up", "AbortError")),
          );
        }),
    );
    const adding = sources.addFiles([file("a")]);
    const progress = { phase: "reading", bytes: 5, spans: 1 } as const;
    options.onProgress?.(progress);
    expect(sources.store.getState().reading).toEqual({ count: 1, progress });
    sources.cancelReading();
    expect(await adding).toBeUndefined();
    expect(sources.store.getState()).toMatchObject({ reading: undefined, outcome: undefined });
    // What comes late is not shown.
    options.onProgress?.(progress);
    expect(sources.store.getState().reading).toBeUndefined();
  });

  it("has files join those that are still being read", async () => {
    const { sources, openFiles, closed } = setUp();
    let finish: (value: OpenedFiles) => void = () => undefined;
    openFiles.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
    const first = sources.addFiles([file("slow")]);
    await sources.addFiles([file("fast")]);
    finish(opened([file("slow")], () => void closed.push("slow")));
    expect(await first).toBeUndefined();
    expect(sources.store.getState().files).toMatchObject({ source: { key: "files slow+fast" } });
    expect(closed).toEqual(["slow"]);
  });

  it("closes files while others are being read, and those come all the same", async () => {
    const { sources, openFiles } = setUp();
    await sources.addFiles([file("a"), file("b")]);
    const hang = () => openFiles.mockImplementationOnce(() => new Promise(() => undefined));
    hang();
    void sources.addFiles([file("c")]);
    await sources.closeFile(0);
    expect(sources.store.getState().files).toMatchObject({ source: { key: "files b+c" } });
    hang();
    void sources.addFiles([file("bad")]);
    await sources.closeFile(0);
    expect(sources.store.getState().files).toMatchObject({ source: { key: "files c+bad" } });
    hang();
    void sources.addFiles([file("d")]);
    sources.closeFiles();
    await vi.waitUntil(() => sources.store.getState().reading === undefined);
    expect(sources.store.getState().files).toMatchObject({ source: { key: "files d" } });
  });

  it("closes one of several, and the last one like all of them", async () => {
    const { sources, closed } = setUp();
    await sources.addFiles([file("bad"), file("a"), file("b")]);
    await sources.closeFile(1);
    expect(sources.store.getState()).toMatchObject({
      files: { status: "ready", source: { key: "files b" } },
      fileCount: 1,
      reading: undefined,
      outcome: { opened: true, files: [{ name: "b" }] },
    });
    expect(closed).toEqual(["bad+a+b"]);
    await sources.closeFile(0);
    expect(sources.store.getState()).toMatchObject({ files: { status: "idle" }, fileCount: 0 });
    expect(closed).toEqual(["bad+a+b", "b"]);
  });

  it("can be closed, and its list shown and dismissed", async () => {
    const { sources, closed } = setUp();
    await sources.addFiles([file("a")]);
    sources.settleOutcome("/search");
    expect(sources.store.getState().outcome?.shownAt).toBe("/search");
    sources.dismissOutcome();
    expect(sources.store.getState().outcome).toBeUndefined();
    sources.showOutcome();
    expect(sources.store.getState().outcome?.files).toHaveLength(1);
    sources.closeFiles();
    expect(sources.store.getState()).toMatchObject({ files: { status: "idle" }, fileCount: 0 });
    expect(closed).toEqual(["a"]);
    sources.showOutcome();
    expect(sources.store.getState().outcome).toBeUndefined();
  });

  it("does nothing without files", async () => {
    const { sources, openFiles } = setUp();
    expect(await sources.addFiles([])).toBeUndefined();
    expect(openFiles).not.toHaveBeenCalled();
  });
});
