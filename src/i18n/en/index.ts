import { app } from "./app";
import { compare } from "./compare";
import { traceExport } from "./export";
import { graph } from "./graph";
import { search } from "./search";
import { spanDetail } from "./span-detail";
import { timeline } from "./timeline";
import { trace } from "./trace";

/** The English catalogue: the source that the other languages' types follow. */
export const en = { app, compare, graph, search, spanDetail, timeline, trace, traceExport };
