import { useLocation } from "@tanstack/react-router";
import { siteSettings } from "@/state/site-settings";
import type { SourceKind } from "./sources";

/** The source that a URL's `source` names; whatever is not known means Jaeger. */
export function parseSourceKind(value: unknown): SourceKind {
  return value === "demo" || value === "files" ? value : "jaeger";
}

/** What a URL has to carry for a source. */
export function sourceParam(kind: SourceKind): { readonly source: "demo" | "files" | undefined } {
  return { source: kind === "jaeger" ? undefined : kind };
}

/** The source that the page shows now. */
export function useSourceKind(): SourceKind {
  return useLocation({
    select: (location) => parseSourceKind((location.search as { source?: unknown }).source),
  });
}

/** Whether the URL wants the open files searched beside the server that it names. */
export function useSearchesFiles(): boolean {
  const inAddress = useLocation({
    select: (location) => (location.search as { files?: unknown }).files === "1",
  });
  return useSourceKind() === "jaeger" && inAddress && siteSettings().files;
}

/** The parameter that keeps the source in use on a link to another page. */
export function useSourceParam(): { readonly source: "demo" | "files" | undefined } {
  return sourceParam(useSourceKind());
}
