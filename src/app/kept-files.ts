import { createStore } from "zustand/vanilla";
import { trackActivity } from "@/lib/activity";

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

function read(): string | null {
  try {
    return globalThis.localStorage?.getItem(storageKey) ?? null;
  } catch {
    return null;
  }
}

export const keptFilesStore = createStore<KeptFilesState>(() => parseKeptFiles(read()));

keptFilesStore.subscribe(({ keep, count, bytes }) => {
  try {
    globalThis.localStorage?.setItem(storageKey, JSON.stringify({ keep, count, bytes }));
  } catch {
    // Storage may be forbidden; then nothing is kept either.
  }
});

/** Where files are kept; another one stands in for it in tests. */
export interface FileShelf {
  load(): Promise<readonly File[]>;
  save(files: readonly File[]): Promise<void>;
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

async function inDatabase(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const opening = indexedDB.open(database, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(table));
  const db = await opened(opening);
  try {
    const transaction = db.transaction(table, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve());
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("abort")));
    });
    const result: unknown = await settled(act(transaction.objectStore(table)));
    await done;
    return result;
  } finally {
    db.close();
  }
}

const browserShelf: FileShelf = {
  async load() {
    const kept = await inDatabase("readonly", (store) => store.get(record));
    return Array.isArray(kept) ? kept.filter((one) => one instanceof File) : [];
  },
  async save(files) {
    await inDatabase("readwrite", (store) =>
      files.length === 0 ? store.delete(record) : store.put([...files], record),
    );
  },
};

/** Keeps opened files where the user wants that, and gives them back. */
export function createKeptFiles(shelf: FileShelf = browserShelf) {
  let open: readonly File[] = [];
  // One after the other: the last one that was asked for is the one that holds.
  let last: Promise<void> = Promise.resolve();
  const write = (files: readonly File[]): Promise<void> => {
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    last = last.then(async () => {
      try {
        await shelf.save(files);
        keptFilesStore.setState({ count: files.length, bytes, refused: false });
      } catch {
        // No room, or a private window: they stay open for as long as the page.
        keptFilesStore.setState({ refused: files.length > 0 });
      }
    });
    return trackActivity(last);
  };
  return {
    /** The files that are open have changed. */
    hold(files: readonly File[]): Promise<void> {
      open = files;
      return keptFilesStore.getState().keep ? write(files) : Promise.resolve();
    },
    /** Files of an earlier visit; none where nothing was kept or it cannot be had. */
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
      await write(keep ? open : []);
    },
  };
}

export type KeptFiles = ReturnType<typeof createKeptFiles>;
