import type { ComponentType, ReactNode } from "react";
import type { GraphParams } from "@/state/graph-params";

/** A change of the graph's parameters; undefined takes one out of the URL. */
export type GraphChange = { readonly [Name in keyof GraphParams]?: GraphParams[Name] | undefined };

/** The links out of a graph, made by the page, which knows the addresses. */
export interface GraphLinks {
  /** To a trace, with a span of it selected. */
  readonly SpanLink: ComponentType<{
    readonly traceId: string;
    readonly spanId: string;
    readonly className: string | undefined;
    readonly children: ReactNode;
  }>;
  /** To a search for the traces of a service, or of one of its span names. */
  readonly SearchLink: ComponentType<{
    readonly service: string;
    readonly spanName: string | undefined;
    readonly className: string | undefined;
    readonly children: ReactNode;
  }>;
}
