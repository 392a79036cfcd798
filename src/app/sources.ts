import { createStore } from "zustand/vanilla";
import type { FileReport, LibraryInfo } from "@/engine/trace-engine";
import { sameFile, type KeptFiles } from "./kept-files";
import { trackActivity } from "@/lib/activity";
import { isAbort, toProblem, type Problem } from "@/lib/problem";
import type { LoadOptions, LoadProgress } from "@/model/trace-source";
import type { Source } from "@/queries/source-context";

/** What a user can choose between; a URL says it as `source`, and nothing for Jaeger. */
export type SourceKind = "jaeger" | "demo" | "files";

export type SourceState =
  /** Not asked for yet; for files: none are open. */
  | { readonly status: "idle" }
  | { readonly status: "opening" }
  /** The user did not want to wait for it. */
  | { readonly status: "given-up" }
  | { readonly status: "ready"; readonly source: Source }
  | { readonly status: "failed"; readonly problem: Problem };

/** Files that are being read. */
export interface FileReading {
  readonly count: number;
  readonly progress?: LoadProgress;
}

/** What came of reading files. */
export interface FileOutcome {
  readonly files: readonly FileReport[];
  /** At least one trace of the files that were given last can be looked at. */
  readonly opened: boolean;
  /** Why the reading as a whole failed. */
  readonly problem?: Problem;
  /** Path of the page that was gone to, to see what is in them. */
  readonly shownAt?: string;
}

export interface SourcesState {
  readonly jaeger: SourceState;
  readonly demo: SourceState;
  readonly files: SourceState;
  /** How many files are open. */
  readonly fileCount: number;
  readonly reading: FileReading | undefined;
  readonly outcome: FileOutcome | undefined;
}

/** A source made of files; `close` frees what the engine holds of it. */
export interface OpenedFiles {
  readonly source: Source;
  readonly info: LibraryInfo;
  close(): void;
}

/** Files that are being read, to be open in place of those that are. */
interface ComingFiles {
  /** Those of them that are open already. */
  readonly open: readonly File[];
  readonly fresh: readonly File[];
  /** Not all that are open are among them: they are wanted even where none of the fresh ones is good. */
  readonly isClosing: boolean;
}

/** Whether there is anything in a file to look at. */
export const isGood = (file: FileReport | undefined): boolean => (file?.traceCount ?? 0) > 0;

/** The trace that files are of, if all in them is one: several may have spans of the same. */
export function onlyTrace(files: readonly FileReport[]): string | undefined {
  const ids = new Set(files.filter(isGood).map(({ traceId }) => traceId));
  return ids.size === 1 ? [...ids][0] : undefined;
}

/** How the sources are opened; given from outside, so that this can be tested by itself. */
export interface SourceOpeners {
  /** Where a trace can be asked for by its id before it is known what answers there. */
  readonly unprovenJaeger: Source;
  connectJaeger(): Promise<Source>;
  openDemo(): Promise<Source>;
  openFiles(files: readonly File[], options: LoadOptions): Promise<OpenedFiles>;
  /** Where opened files are kept from visit to visit; without it they are not. */
  readonly keptFiles?: KeptFiles;
}

/** Opens the sources of traces and holds what came of it, for as long as the page lives. */
export function createSources(openers: SourceOpeners) {
  const store = createStore<SourcesState>(() => ({
    jaeger: { status: "idle" },
    demo: { status: "idle" },
    files: { status: "idle" },
    fileCount: 0,
    reading: undefined,
    outcome: undefined,
  }));
  let openFiles: { readonly files: readonly File[]; readonly opened: OpenedFiles } | undefined;
  let reading: AbortController | undefined;
  let coming: ComingFiles | undefined;
  /** Files were kept when the page started, and have not been asked for. */
  let hasEarlier = openers.keptFiles?.hasAny() ?? false;
  let earlier: Promise<readonly File[]> | undefined;

  async function open(kind: "jaeger" | "demo"): Promise<void> {
    const opening: SourceState = { status: "opening" };
    store.setState({ [kind]: opening });
    // What comes after it was given up is not what is on the screen any more.
    const settle = (state: SourceState) => {
      if (store.getState()[kind] === opening) store.setState({ [kind]: state });
    };
    try {
      const source = await trackActivity(
        kind === "jaeger" ? openers.connectJaeger() : openers.openDemo(),
      );
      settle({ status: "ready", source });
    } catch (error) {
      settle({ status: "failed", problem: toProblem(error) });
    }
  }

  /**
   * Reads files and adds them to those that are open, of an earlier visit, or still being read.
   * Resolves with what came of these files when there is something new to look at and no others
   * were given meanwhile. What is open stays open whatever comes of it.
   */
  async function addFiles(added: readonly File[]): Promise<readonly FileReport[] | undefined> {
    if (added.length === 0) return undefined;
    if (hasEarlier) earlier ??= openers.keptFiles?.load();
    const arrived = earlier && (await trackActivity(earlier));
    hasEarlier = false;
    earlier = undefined;
    const others = (files: readonly File[], than: readonly File[]) =>
      files.filter((file) => !than.some((one) => sameFile(file, one)));
    const fresh = [...others(coming?.fresh ?? [], added), ...added];
    const open = others(coming?.open ?? openFiles?.files ?? arrived ?? [], fresh);
    store.setState({ outcome: undefined });
    return readFiles({ open, fresh, isClosing: coming?.isClosing === true });
  }

  /** Closes the file at a place in the list of those that are open; reads the others again. */
  async function closeFile(position: number): Promise<void> {
    if (!openFiles) return;
    const { opened, files } = openFiles;
    const place = opened.info.files.slice(0, position).filter(isGood).length;
    const closed = files[place];
    const open = (coming?.open ?? files).filter((file) => file !== closed);
    const fresh = coming?.fresh ?? [];
    if (open.length + fresh.length === 0) closeFiles();
    else await readFiles({ open, fresh, isClosing: true });
  }

  /** Opens these files in place of those that are open, if any of the fresh ones has a trace. */
  async function readFiles(wanted: ComingFiles): Promise<readonly FileReport[] | undefined> {
    reading?.abort();
    const abort = new AbortController();
    reading = abort;
    coming = wanted;
    const all = [...wanted.open, ...wanted.fresh];
    const first = wanted.open.length;
    const count = wanted.fresh.length || all.length;
    store.setState({ reading: { count } });
    const onProgress = (progress: LoadProgress) => {
      if (reading === abort) store.setState({ reading: { count, progress } });
    };
    try {
      const opened = await trackActivity(
        openers.openFiles(all, { signal: abort.signal, onProgress }),
      );
      if (reading !== abort) {
        opened.close();
        return undefined;
      }
      const { files } = opened.info;
      if (!files.slice(wanted.isClosing ? 0 : first).some(isGood)) {
        opened.close();
        store.setState({ outcome: { files: files.slice(first), opened: false } });
        return undefined;
      }
      const good = all.filter((_, position) => isGood(files[position]));
      const before = openFiles;
      openFiles = { files: good, opened };
      store.setState(({ outcome }) => ({
        files: { status: "ready", source: opened.source },
        fileCount: good.length,
        outcome: { ...outcome, files, opened: true },
      }));
      before?.opened.close();
      const refused = all.filter((_, position) => !isGood(files[position]));
      void openers.keptFiles?.hold(good, refused);
      return files.slice(first);
    } catch (error) {
      if (reading === abort && !isAbort(error)) {
        store.setState({ outcome: { files: [], opened: false, problem: toProblem(error) } });
      }
      return undefined;
    } finally {
      if (reading === abort) endReading();
    }
  }

  function endReading(): void {
    reading = undefined;
    coming = undefined;
    store.setState({ reading: undefined });
    if (!openFiles) store.setState({ files: { status: "idle" } });
  }

  function closeFiles(): void {
    const fresh = coming?.fresh ?? [];
    openFiles?.opened.close();
    openFiles = undefined;
    store.setState({ files: { status: "idle" }, fileCount: 0, outcome: undefined });
    void openers.keptFiles?.hold([]);
    // They were given after those that are closed.
    if (fresh.length > 0) void readFiles({ open: [], fresh, isClosing: false });
  }

  let restoring: Promise<void> | undefined;
  /** Opens the files of an earlier visit, unless there are files open or none were kept. */
  function restoreFiles(): Promise<void> {
    const { keptFiles } = openers;
    if (openFiles || reading || !keptFiles) return Promise.resolve();
    restoring ??= (async () => {
      store.setState({ files: { status: "opening" } });
      hasEarlier = false;
      const kept = await keptFiles.load();
      const read = await addFiles(kept);
      if (!openFiles && !reading) store.setState({ files: { status: "idle" } });
      const whole = read?.every(({ problem }) => problem === undefined);
      if (whole) store.setState({ outcome: undefined });
      restoring = undefined;
    })();
    return trackActivity(restoring);
  }

  return {
    store,
    restoreFiles,
    /** The user's word on whether opened files are kept. */
    keepFiles: (keep: boolean): void => void openers.keptFiles?.setKeep(keep),
    unprovenJaeger: openers.unprovenJaeger,
    /** Opens a source unless that was done or is going on. */
    select(kind: SourceKind): void {
      if (store.getState()[kind].status !== "idle") return;
      if (kind === "files") void restoreFiles();
      else void open(kind);
    },
    /** Opens a source again that failed or was given up. */
    retry(kind: SourceKind): void {
      const { status } = store.getState()[kind];
      if (kind !== "files" && (status === "failed" || status === "given-up")) void open(kind);
    },
    /** Waits no longer for a source that is being opened. */
    giveUp(kind: "jaeger" | "demo"): void {
      if (store.getState()[kind].status === "opening") {
        store.setState({ [kind]: { status: "given-up" } });
      }
    },
    addFiles,
    /** Gives up reading; what was open before stays. */
    cancelReading(): void {
      reading?.abort();
      endReading();
    },
    /** Shows once more what came of the files that are open. */
    showOutcome(): void {
      if (openFiles)
        store.setState({ outcome: { files: openFiles.opened.info.files, opened: true } });
    },
    /** Says on which page the outcome is looked at. */
    settleOutcome(shownAt: string): void {
      const { outcome } = store.getState();
      if (outcome) store.setState({ outcome: { ...outcome, shownAt } });
    },
    dismissOutcome(): void {
      store.setState({ outcome: undefined });
    },
    closeFile,
    closeFiles,
  };
}

export type Sources = ReturnType<typeof createSources>;
