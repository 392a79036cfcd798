import { useCallback } from "react";
import { pictureFile, timelinePicture, type TimelinePicture } from "@/features/waterfall/picture";
import { spanTitle } from "@/features/waterfall/row-facts";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex } from "@/model/indexes";
import { usePreferences } from "@/state/preferences-store";
import { readCanvasTheme, type CanvasTheme } from "@/trace-ui/canvas-theme";
import { pictureFileName, saveFile } from "../export-file";

/** A function that draws what is in sight of a timeline, in the theme in use or another one. */
export function usePicture(): (
  timeline: Timeline,
  theme?: CanvasTheme,
) => TimelinePicture | undefined {
  const words = useMessages().trace.timeline;
  const rowWords = useMessages().rows;
  const formats = useFormats();
  const zone = usePreferences((preferences) => preferences.timeZone);
  return useCallback(
    (timeline, theme = readCanvasTheme(document.documentElement)) => {
      const { core } = timeline;
      const { service, name } = spanTitle(core, spanIndex(Math.max(0, core.rootSpan)), words);
      const heading = [
        `${service}: ${name}`,
        formats.duration(core.durationNs),
        formats.dateTime(core.epochUnixNano, zone),
        core.traceId,
      ].join("  ·  ");
      return timelinePicture(timeline, { theme, formats, words, rowWords, heading });
    },
    [words, rowWords, formats, zone],
  );
}

/** A function that saves what is in sight of a timeline as a picture; tells when it cannot. */
export function useSavePicture(
  onFailure: () => void,
): (timeline: Timeline, kind: "png" | "svg") => void {
  const draw = usePicture();
  return useCallback(
    (timeline, kind) => {
      const picture = draw(timeline);
      if (!picture) return onFailure();
      void pictureFile(picture, kind).then(
        (bytes) => saveFile(bytes, pictureFileName(timeline.core, kind)),
        onFailure,
      );
    },
    [draw, onFailure],
  );
}
