import { first } from "./first";
import { more } from "./more";

/** The English catalogue: the source that the other languages' types follow. */
export const en = { ...first, ...more };
