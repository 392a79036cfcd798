import { compare } from "./compare";
import { traceExport } from "./export";
import { graph } from "./graph";
import { graphDiff } from "./graph-diff";
import { rows } from "./rows";
import { spanDetail } from "./span-detail";
import { timeline } from "./timeline";
import { trace } from "./trace";
import { views } from "./views";
import { pinned } from "./pinned";

/** What is said in English only where traces are shown. */
export const more = {
  compare,
  graph,
  graphDiff,
  rows,
  spanDetail,
  timeline,
  trace,
  traceExport,
  views,
  pinned,
};
