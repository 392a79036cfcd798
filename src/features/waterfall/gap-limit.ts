import { ns, type Nanoseconds } from "@/lib/units";

/** Stretches without a child that are longer than this are worth a mark: a fiftieth of the trace. */
export const gapLimit = (durationNs: Nanoseconds): Nanoseconds => ns(durationNs / 50);
