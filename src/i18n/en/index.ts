import { app } from "./app";
import { compare } from "./compare";
import { traceExport } from "./export";
import { graph } from "./graph";
import { rows } from "./rows";
import { graphDiff } from "./graph-diff";
import { search } from "./search";
import { site } from "./site";
import { spanDetail } from "./span-detail";
import { timeline } from "./timeline";
import { trace } from "./trace";
import { views } from "./views";

/** The English catalogue: the source that the other languages' types follow. */
export const en = {
  app,
  compare,
  graph,
  graphDiff,
  rows,
  search,
  site,
  spanDetail,
  timeline,
  trace,
  traceExport,
  views,
};
