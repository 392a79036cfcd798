import type { FirstCatalogue } from "../catalogue";
import { app } from "./app";
import { palette } from "./palette";
import { search } from "./search";
import { site } from "./site";

/** What the pages without a trace say in Russian: nobody waits for the rest there. */
export const first: FirstCatalogue = { app, palette, search, site };
