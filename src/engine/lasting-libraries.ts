import type { NamedBlob, TraceSource, TracesSource } from "@/model/trace-source";
import type { LibraryInfo, TraceEngine } from "./trace-engine";

interface Lasting {
  readonly files: readonly NamedBlob[];
  /** The engine that holds the library now, or is reading it; undefined after it could not. */
  holder: TraceEngine | undefined;
  /** Its id there. */
  idThere: Promise<string>;
}

/** Libraries that outlive the engine that read them. */
export interface LastingLibraries {
  /** Remembers what an engine has opened. */
  keep(files: readonly NamedBlob[], info: LibraryInfo, engine: TraceEngine): LibraryInfo;
  /** The id of a library in an engine, which reads it anew where another one had it. */
  idIn(engine: TraceEngine, libraryId: string): Promise<string>;
  /** A source of traces, by the ids of an engine. */
  sourceIn<S extends TraceSource | TracesSource>(engine: TraceEngine, source: S): Promise<S>;
  /** Forgets a library and frees what the engine holds of it. */
  close(engine: TraceEngine, libraryId: string): Promise<void>;
}

/**
 * Keeps libraries by the files they were read from, so that they are there again, under the id that
 * they had, when an engine has died and another has taken its place. The files themselves are the
 * browser's to keep: what is held here is a reference to each.
 */
export function createLastingLibraries(): LastingLibraries {
  const libraries = new Map<string, Lasting>();

  const idIn = async (engine: TraceEngine, libraryId: string): Promise<string> => {
    const library = libraries.get(libraryId);
    if (!library) return libraryId;
    if (library.holder !== engine) {
      library.holder = engine;
      library.idThere = engine.openLibrary(library.files).then((info) => info.libraryId);
    }
    const { idThere } = library;
    try {
      return await idThere;
    } catch (error) {
      // The next who asks has it read again.
      if (library.idThere === idThere) library.holder = undefined;
      throw error;
    }
  };

  return {
    keep(files, info, engine) {
      const { libraryId } = info;
      libraries.set(libraryId, { files, holder: engine, idThere: Promise.resolve(libraryId) });
      return info;
    },
    idIn,
    sourceIn: async (engine, source) =>
      source.kind === "library"
        ? { ...source, libraryId: await idIn(engine, source.libraryId) }
        : source,
    async close(engine, libraryId) {
      const library = libraries.get(libraryId);
      libraries.delete(libraryId);
      if (library?.holder === engine) await engine.closeLibrary(await library.idThere);
    },
  };
}
