import { createContext, use } from "react";
import type { Attribute } from "@/model/attribute";

/** Whose attributes a table shows; says which link patterns are meant for them. */
export type AttributeOwner = "span" | "resource" | "event" | "link" | "scope";

/** A link that a value leads to; its address has been found safe. */
export interface ValueLink {
  readonly url: string;
  readonly text: string;
}

/** What can be done with a value outside the panel. What is left out is not offered. */
export interface SpanActions {
  /** Marks in the timeline what has this value too. */
  readonly onFind?: ((key: string, value: string) => void) | undefined;
  /** Leaves only what has this value in the timeline. Only where that is shown. */
  readonly onFilter?: ((key: string, value: string) => void) | undefined;
  /** Leaves what has this value out of what is marked. */
  readonly onExclude?: ((key: string, value: string) => void) | undefined;
  /** Colours the bars of the timeline by a key; undefined: no longer. Only where they are shown. */
  readonly onColor?: ((key: string | undefined) => void) | undefined;
  /** The key that they are coloured by. */
  readonly colorKey?: string | undefined;
  /** Points a moment out in the timeline, in nanoseconds from the trace's start; undefined: none. */
  readonly onMark?: ((timeNs: number | undefined) => void) | undefined;
  /** The moment that is pointed out. */
  readonly markedNs?: number | undefined;
  /** The address of a search for traces with this value, and how to go there within the page. */
  readonly searchHref?: ((key: string, value: string) => string) | undefined;
  readonly onSearch?: ((key: string, value: string) => void) | undefined;
  /** Links of the server's configuration for a value; `among`: the attributes that it is one of. */
  readonly linksOf?:
    | ((
        attribute: Attribute,
        owner: AttributeOwner,
        among: readonly Attribute[],
      ) => readonly ValueLink[])
    | undefined;
}

const Context = createContext<SpanActions>({});
export const SpanActionsProvider = Context;

export const useSpanActions = (): SpanActions => use(Context);
