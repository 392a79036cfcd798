import type { Catalogue } from "../catalogue";
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

export const ru: Catalogue = {
  app,
  compare,
  graph,
  rows,
  graphDiff,
  search,
  site,
  spanDetail,
  timeline,
  trace,
  traceExport,
  views,
};
