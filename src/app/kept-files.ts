import { trackActivity } from "@/lib/activity";
import { createStoredStore } from "@/state/stored-store";

/*
 * Opened files, kept in the browser's own database, so that they are there after a reload. What is
 * kept and whether anything is to be kept stands in local storage: the database is asked only when
 * its files are wanted.
 */

export interface KeptFilesState {
  /** The user wants opened files to be kept. */
  readonly keep: boolean;
  /** What is kept now. */
  readonly count: number;
  readonly bytes: number;
  /** The browser refused to keep the files that were opened last. */
  readonly refused: boolean;
}

const storageKey = "spanwise.keptFiles.v1";
const database = "spanwise";
const table = "files";
const record = "opened";

/** Reads what is stored of the kept files; whatever is unusable means none. */
export function parseKeptFiles(stored: string | null): KeptFilesState {
  let raw: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? "{}");
    if (typeof parsed === "object" && parsed !== null) raw = parsed as Record<string, unknown>;
  } catch {
    // Broken storage is no reason not to start.
  }
  const whole = (value: unknown): number =>
    typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : 0;
  return {
    keep: raw["keep"] !== false,
    count: whole(raw["count"]),
    bytes: whole(raw["bytes"]),
    refused: false,
  };
}

export const keptFilesStore = createStoredStore(
  storageKey,
  parseKeptFiles,
  ({ keep, count, bytes }) => ({ keep, count, bytes }),
);

/** Where files are kept; another one stands in for it in tests. */
export interface FileShelf {
  load(): Promise<readonly File[]>;
  /** Keeps what `change` makes of what is kept, with nobody between; resolves with that. */
  change(change: (kept: readonly File[]) => readonly File[]): Promise<readonly File[]>;
}

/** How long the database may take to open: a broken one says nothing for ever. */
const patienceMs = 5000;

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("IndexedDB")));
  });

function opened(opening: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error("IndexedDB does not open"));
      // One that nobody waits for any more must not stand in the way of another version.
      opening.addEventListener("success", () => opening.result.close());
    }, patienceMs);
    settled(opening)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** Does something with what is kept, in one transaction. */
async function withKept<Result>(
  mode: IDBTransactionMode,
  act: (kept: readonly File[], store: IDBObjectStore) => Result,
): Promise<Result> {
  const opening = indexedDB.open(database, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(table));
  const db = await opened(opening);
  try {
    const transaction = db.transaction(table, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve());
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("abort")));
    });
    const store = transaction.objectStore(table);
    const kept: unknown = await settled(store.get(record));
    const files = Array.isArray(kept) ? kept.filter((one) => one instanceof File) : [];
    const result = act(files, store);
    await done;
    return result;
  } finally {
    db.close();
  }
}

const browserShelf: FileShelf = {
  load: () => withKept("readonly", (kept) => kept),
  change: (change) =>
    withKept("readwrite", (kept, store) => {
      const files = change(kept);
      if (files.length === 0) store.delete(record);
      else store.put([...files], record);
      return files;
    }),
};

/** Whether two files are the same as far as a page can know. */
export const sameFile = (a: File, b: File): boolean =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

const without = (files: readonly File[], others: readonly File[]) =>
  files.filter((file) => !others.some((other) => sameFile(file, other)));

/** Keeps opened files where the user wants that, and gives them back. */
export function createKeptFiles(shelf: FileShelf = browserShelf) {
  let open: readonly File[] = [];
  /** What is kept of this page; other tabs keep theirs beside it. */
  let ours: readonly File[] = [];
  // One after the other: the last one that was asked for is the one that holds.
  let last: Promise<void> = Promise.resolve();
  const write = (change: (kept: readonly File[]) => readonly File[], wanted: readonly File[]) => {
    last = last.then(async () => {
      try {
        const files = await shelf.change(change);
        ours = wanted;
        const bytes = files.reduce((sum, file) => sum + file.size, 0);
        keptFilesStore.setState({ count: files.length, bytes, refused: false });
      } catch {
        // No room, or a private window: they stay open for as long as the page.
        keptFilesStore.setState({ refused: wanted.length > 0 });
      }
    });
    return trackActivity(last);
  };
  const keepOpen = (refused: readonly File[] = []) => {
    const files = open;
    return write(
      (kept) => [...without(without(kept, [...ours, ...refused]), files), ...files],
      files,
    );
  };
  return {
    /** Something is kept, as far as is known without asking the database. */
    hasAny: (): boolean => keptFilesStore.getState().count > 0,
    /** The files that are open have changed. `refused`: those that turned out to be of no use. */
    hold(files: readonly File[], refused: readonly File[] = []): Promise<void> {
      open = files;
      return keptFilesStore.getState().keep ? keepOpen(refused) : Promise.resolve();
    },
    /**
     * Files of an earlier visit; none where nothing was kept or it cannot be had. They stay kept
     * until they are open and closed: to have asked for them is not to have seen them.
     */
    async load(): Promise<readonly File[]> {
      if (keptFilesStore.getState().count === 0) return [];
      try {
        return await trackActivity(shelf.load());
      } catch {
        return [];
      }
    },
    /** The user's word on whether opened files are kept; holds for those that are open, too. */
    async setKeep(keep: boolean): Promise<void> {
      keptFilesStore.setState({ keep });
      await (keep ? keepOpen() : write(() => [], []));
    },
  };
}

export type KeptFiles = ReturnType<typeof createKeptFiles>;
