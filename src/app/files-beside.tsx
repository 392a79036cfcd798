import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useStore } from "zustand";
import type { FilesOffer } from "@/features/search/FilesSwitch";
import { joinSources } from "@/queries/source";
import { SourceProvider, useSource } from "@/queries/source-context";
import { siteSettings } from "@/state/site-settings";
import { keptFilesStore } from "./kept-files";
import { PagePending } from "./PagePending";
import { useSearchesFiles, useSourceKind } from "./source-param";
import { useSources, useSourcesState } from "./sources-context";

/** Gives the page inside the server and the open files as one source, where the URL wants both. */
export function FilesBeside({ children }: { readonly children: ReactNode }) {
  const server = useSource();
  const sources = useSources();
  const wanted = useSearchesFiles();
  const state = useSourcesState((all) => all.files);
  const files = wanted && state.status === "ready" ? state.source : undefined;
  const source = useMemo(() => (files ? joinSources(server, files) : server), [server, files]);
  // Files of an earlier visit are read again; without any, the server is searched alone.
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!wanted) return undefined;
    let left = false;
    void sources.restoreFiles().then(() => !left && setSettled(true));
    return () => {
      left = true;
    };
  }, [wanted, sources]);
  if (wanted && !files && !settled) return <PagePending />;
  return <SourceProvider source={source}>{children}</SourceProvider>;
}

/**
 * Whether the next search is to be of the open files, too, and what to offer in the form; nothing
 * where there are no files.
 */
export function useFilesSwitch(inUse: boolean): {
  readonly offer: FilesOffer | undefined;
  readonly withFiles: boolean;
} {
  // Alone, files are a source of their own.
  const can = useSourceKind() === "jaeger" && siteSettings().files;
  const open = useSourcesState((all) => all.fileCount);
  const state = useSourcesState((all) => all.files);
  const kept = useStore(keptFilesStore, ({ count }) => count);
  const [chosen, setChosen] = useState({ inUse, withFiles: inUse });
  if (chosen.inUse !== inUse) setChosen({ inUse, withFiles: inUse });
  const withFiles = can && chosen.withFiles;
  const count = open > 0 ? open : kept;
  const timeRange = state.status === "ready" ? state.source.backend.info.timeRange : undefined;
  const offer = useMemo(
    () =>
      can && (count > 0 || inUse)
        ? {
            count,
            timeRange,
            checked: withFiles,
            onChange: (checked: boolean) => setChosen({ inUse, withFiles: checked }),
          }
        : undefined,
    [can, count, inUse, timeRange, withFiles],
  );
  return { offer, withFiles };
}
