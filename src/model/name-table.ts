/**
 * A short list of distinct strings by NameId: span names and service names of one trace, decoded,
 * because the page draws them at every frame. Grows with the distinct names, not with the spans.
 */
export type NameTable = readonly string[];
