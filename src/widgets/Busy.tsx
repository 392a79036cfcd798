import { useLayoutEffect } from "react";
import { beginActivity } from "@/lib/activity";

/**
 * Counts as activity for as long as it is shown: for the stand-in of something that is on its way,
 * because React holds back what replaces a stand-in for a moment after that has come.
 */
export function Busy() {
  useLayoutEffect(beginActivity, []);
  return null;
}
