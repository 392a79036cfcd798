import { useRouter } from "@tanstack/react-router";
import { createContext, use, useCallback, useRef, type ReactNode } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { firstSearch } from "./first-search";
import { sourceParam } from "./source-param";
import { onlyTrace } from "./sources";
import { useSources } from "./sources-context";

const FilePickerContext = createContext<() => void>(() => undefined);

/** Opens the browser's dialog for choosing trace files. */
export const useFilePicker = (): (() => void) => use(FilePickerContext);

/** Reads files and goes to what is in them: to the trace where it is one, else to the search. */
export function useOpenFiles(): (files: readonly File[]) => void {
  const sources = useSources();
  const router = useRouter();
  return useCallback(
    (files) => {
      const open = async () => {
        const read = await sources.addFiles(files);
        if (!read) return;
        const { files: state } = sources.store.getState();
        const info = state.status === "ready" ? state.source.backend.info : undefined;
        const only = onlyTrace(read);
        await (only
          ? router.navigate({
              to: "/trace/$traceId",
              params: { traceId: only },
              search: sourceParam("files"),
            })
          : router.navigate({ to: "/search", search: firstSearch("files", info) }));
        sources.settleOutcome(router.latestLocation.pathname);
      };
      void open();
    },
    [sources, router],
  );
}

/** Holds the page's one file input. */
export function FilePicker({ children }: { readonly children: ReactNode }) {
  const { files: words } = useFirstMessages().app;
  const input = useRef<HTMLInputElement>(null);
  const openFiles = useOpenFiles();
  const pick = useCallback(() => input.current?.click(), []);
  return (
    <FilePickerContext value={pick}>
      {children}
      {/* What a file holds is told by its content: traces come as .pb, .log, .json.1, or without any. */}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.input}
        onChange={(event) => {
          openFiles([...(event.currentTarget.files ?? [])]);
          // So that choosing the same file once more is a change again.
          event.currentTarget.value = "";
        }}
      />
    </FilePickerContext>
  );
}
