import { app } from "./app";
import { palette } from "./palette";
import { search } from "./search";
import { site } from "./site";

/** What the pages without a trace say in English: nobody waits for the rest there. */
export const first = { app, palette, search, site };
