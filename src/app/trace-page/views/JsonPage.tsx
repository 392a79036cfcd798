import { JsonView } from "@/features/trace-json/JsonView";
import { exportFileName, saveFile } from "../export-file";
import type { ViewProps } from "../MoreViews";

/** A trace as JSON. */
export function JsonPage({ trace }: ViewProps) {
  return (
    <JsonView
      trace={trace}
      onSave={(bytes) =>
        saveFile(
          bytes,
          exportFileName(trace.core, {
            format: "otlp-json",
            sourceFormat: trace.format,
            losses: [],
          }),
        )
      }
    />
  );
}
