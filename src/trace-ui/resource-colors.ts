import type { TraceCore } from "@/model/trace";
import { serviceColorIndex } from "./service-colors";

/** The palette step of each resource row, by its service. */
export function resourceColors(core: TraceCore): Uint8Array {
  return Uint8Array.from(core.resourceService, (name) => serviceColorIndex(core.names[name] ?? ""));
}
