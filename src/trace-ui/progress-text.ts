import type { Catalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import type { LoadProgress } from "@/model/trace-source";

/** The share of the bytes that has been read, 0 to 1; undefined where the whole is not known. */
export function progressShare(progress: LoadProgress | undefined): number | undefined {
  if (progress?.phase !== "reading" || !progress.totalBytes) return undefined;
  return Math.min(1, Math.max(0, progress.bytes / progress.totalBytes));
}

/** Bytes and spans read so far, in words: "12.1 MB of 80 MB, 45,000 spans". */
export function progressText(
  progress: LoadProgress | undefined,
  words: Catalogue["app"]["progress"],
  formats: Formats,
): string {
  if (!progress || progress.phase === "waiting") return words.waiting;
  if (progress.phase === "building") return words.building(progress.spans);
  const read = formats.bytes(progress.bytes);
  const bytes = progress.totalBytes
    ? words.bytesOf(read, formats.bytes(progress.totalBytes))
    : words.bytesRead(read);
  return progress.spans > 0 ? words.withSpans(bytes, progress.spans) : bytes;
}
