import { useLayoutEffect } from "react";
import { beginActivity } from "@/lib/activity";

/** Counts as activity while it is `busy`: what is drawn late belongs to what it is drawn for. */
export function useActivity(busy: boolean): void {
  useLayoutEffect(() => (busy ? beginActivity() : undefined), [busy]);
}
