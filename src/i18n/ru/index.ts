import type { Catalogue } from "../catalogue";
import { first } from "./first";
import { more } from "./more";

/** The Russian catalogue. */
export const ru: Catalogue = { ...first, ...more };
