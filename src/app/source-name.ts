import type { BackendInfo } from "@/backend/backend";
import type { Catalogue } from "@/i18n/catalogue";
import type { SourceKind, SourceState } from "./sources";

export type SourceWords = Catalogue["app"]["source"];

/** What a Jaeger is called: "Jaeger 2.20 · v3"; without the patch number, which tells little. */
export function jaegerName(info: BackendInfo, words: SourceWords): string {
  const api = info.kind === "jaeger-v1" ? "v1" : "v3";
  const version = /^\d+\.\d+/.exec(info.version)?.[0] ?? info.version;
  return version === "" ? words.jaegerApi(api) : words.jaegerVersion(version, api);
}

/** What the source in use is called, also while it is being opened and when it failed. */
export function sourceName(
  kind: SourceKind,
  state: SourceState,
  fileCount: number,
  words: SourceWords,
): string {
  if (kind === "demo") return words.demo;
  if (kind === "files") return fileCount === 0 ? words.noFiles : words.files(fileCount);
  if (state.status === "ready") return jaegerName(state.source.backend.info, words);
  const isGone = state.status === "failed" || state.status === "given-up";
  return isGone ? words.noJaeger : words.connecting;
}
