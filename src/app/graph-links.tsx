import { Link } from "@tanstack/react-router";
import type { GraphLinks } from "@/features/dependencies/graph-links";

/** The links out of a service graph. The router keeps the source in them. */
export const graphLinks: GraphLinks = {
  SpanLink: ({ traceId, spanId, className, children }) => (
    <Link
      to="/trace/$traceId"
      params={{ traceId }}
      search={spanId === "" ? {} : { span: spanId }}
      preload={false}
      className={className}
    >
      {children}
    </Link>
  ),
  SearchLink: ({ service, spanName, className, children }) => (
    <Link
      to="/search"
      search={{ service, ...(spanName === undefined ? {} : { operation: spanName }) }}
      preload={false}
      className={className}
    >
      {children}
    </Link>
  ),
};
