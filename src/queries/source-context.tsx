import { createContext, use, type ReactNode } from "react";
import type { Backend } from "@/backend/backend";
import type { TraceEngine } from "@/engine/trace-engine";

/** The source of traces in use. */
export interface Source {
  /** Begins every query key, so that answers of different sources never mix. */
  readonly key: string;
  readonly backend: Backend;
  readonly engine: TraceEngine;
  /** Where it is a server with the open files beside it: whether a trace is one of the files'. */
  readonly isInFiles?: (traceId: string) => boolean;
}

const SourceContext = createContext<Source | undefined>(undefined);

export function SourceProvider(props: { readonly source: Source; readonly children: ReactNode }) {
  return <SourceContext value={props.source}>{props.children}</SourceContext>;
}

/** The source in use. */
export function useSource(): Source {
  const source = use(SourceContext);
  if (!source) throw new Error("SourceProvider is missing above this component");
  return source;
}
