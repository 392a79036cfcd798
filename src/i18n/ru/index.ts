import type { Catalogue } from "../catalogue";
import { app } from "./app";
import { traceExport } from "./export";
import { search } from "./search";
import { spanDetail } from "./span-detail";
import { trace } from "./trace";

export const ru: Catalogue = { app, search, spanDetail, trace, traceExport };
