import { useLinkTarget } from "@/queries/link-target";
import type { OtherSpanName } from "./LinksSection";
import { SpanName } from "./SpanName";

/** A span of another trace: by its id until its name is known, if that can be had. */
export const LinkedSpanName: OtherSpanName = ({ traceId, spanId, fallback }) => {
  const target = useLinkTarget(traceId, spanId);
  return target ? <SpanName span={target} /> : fallback;
};
