import { beforeEach, describe, expect, it } from "vitest";
import { createKeptFiles, keptFilesStore, parseKeptFiles, type FileShelf } from "./kept-files";

const file = (name: string, text: string) => new File([text], name);

function setUp(failing = false) {
  let kept: readonly File[] = [];
  const shelf: FileShelf = {
    load: () => Promise.resolve(kept),
    change: (change) => {
      const files = change(kept);
      if (failing && files.length > 0) return Promise.reject(new DOMException("full"));
      kept = files;
      return Promise.resolve(files);
    },
  };
  const names = () => kept.map(({ name }) => name);
  return { files: createKeptFiles(shelf), otherTab: createKeptFiles(shelf), names };
}

beforeEach(() => keptFilesStore.setState({ keep: true, count: 0, bytes: 0, refused: false }));

describe("opened files", () => {
  it("are kept, counted, and given back", async () => {
    const { files, names } = setUp();
    expect(await files.load()).toEqual([]);
    await files.hold([file("a", "123"), file("b", "4")]);
    expect(names()).toEqual(["a", "b"]);
    expect(keptFilesStore.getState()).toMatchObject({ count: 2, bytes: 4 });
    expect((await files.load()).map(({ name }) => name)).toEqual(["a", "b"]);
    await files.hold([]);
    expect(keptFilesStore.getState()).toMatchObject({ count: 0, bytes: 0 });
  });

  it("stay kept when they were asked for and not opened, unless they are of no use", async () => {
    const { files, otherTab, names } = setUp();
    await files.hold([file("a", "1"), file("bad", "2")]);
    const [, bad] = await otherTab.load();
    await otherTab.hold([file("b", "3")]);
    expect(names()).toEqual(["a", "bad", "b"]);
    await otherTab.hold([file("b", "3")], bad && [bad]);
    expect(names()).toEqual(["a", "b"]);
    await otherTab.hold([]);
    expect(names()).toEqual(["a"]);
  });

  it("are removed when the user does not want them kept, and put back when they do", async () => {
    const { files, names } = setUp();
    await files.hold([file("a", "1")]);
    await files.setKeep(false);
    expect(names()).toEqual([]);
    await files.hold([file("a", "1"), file("c", "2")]);
    expect(names()).toEqual([]);
    await files.setKeep(true);
    expect(names()).toEqual(["a", "c"]);
  });

  it("of several tabs are kept beside each other, and each takes away its own", async () => {
    const { files, otherTab, names } = setUp();
    const both = file("both", "1");
    await files.hold([file("a", "1"), both]);
    await otherTab.hold([both, file("b", "2")]);
    expect(names()).toEqual(["a", "both", "b"]);
    await files.hold([both]);
    expect(names()).toEqual(["b", "both"]);
    expect(keptFilesStore.getState()).toMatchObject({ count: 2, bytes: 2 });
    await otherTab.hold([]);
    expect(names()).toEqual([]);
  });

  it("that were restored are this tab's as well", async () => {
    const { files, otherTab, names } = setUp();
    await otherTab.hold([file("b", "2")]);
    const restored = await files.load();
    expect(restored.map(({ name }) => name)).toEqual(["b"]);
    await files.hold(restored);
    await files.hold([]);
    expect(names()).toEqual([]);
  });

  it("stay open where the browser refuses to keep them, and it is said", async () => {
    const { files } = setUp(true);
    await files.hold([file("a", "1")]);
    expect(keptFilesStore.getState()).toMatchObject({ count: 0, refused: true });
  });
});

it("whatever is stored, something can be made of it", () => {
  expect(parseKeptFiles(null)).toEqual({ keep: true, count: 0, bytes: 0, refused: false });
  expect(parseKeptFiles('{"keep":false,"count":2,"bytes":9}')).toMatchObject({
    keep: false,
    count: 2,
    bytes: 9,
  });
  expect(parseKeptFiles('{"count":-1,"bytes":"x"}')).toMatchObject({ count: 0, bytes: 0 });
  expect(parseKeptFiles("{oops").keep).toBe(true);
});
