/**
 * @typedef {object} JaegerAddresses
 * @property {string} query host and port of the query service's HTTP
 * @property {string} queryGrpc
 * @property {string} otlp host and port where OTLP/HTTP is taken
 * @property {string} otlpGrpc
 * @property {string} basePath "" or beginning with "/"
 * @property {string | undefined} assetsPath folder of the page to serve
 */

/**
 * The configuration of a Jaeger 2 that keeps traces in memory, with an archive beside them, and
 * tells nobody else of itself. JSON, which is YAML too. Nothing is batched: a trace that was taken
 * is there for the next question.
 * @param {JaegerAddresses} addresses
 */
export function jaegerConfig({ query, queryGrpc, otlp, otlpGrpc, basePath, assetsPath }) {
  const memory = (/** @type {number} */ traces) => ({ memory: { max_traces: traces } });
  return JSON.stringify(
    {
      service: {
        extensions: ["jaeger_storage", "jaeger_query"],
        pipelines: { traces: { receivers: ["otlp"], exporters: ["jaeger_storage_exporter"] } },
        telemetry: { metrics: { level: "none" }, logs: { level: "warn" } },
      },
      extensions: {
        jaeger_storage: { backends: { main: memory(100_000), archive: memory(1000) } },
        jaeger_query: {
          storage: { traces: "main", traces_archive: "archive" },
          ...(basePath ? { base_path: basePath } : {}),
          ...(assetsPath === undefined ? {} : { ui: { assets_path: assetsPath } }),
          http: { endpoint: query },
          grpc: { endpoint: queryGrpc },
        },
      },
      receivers: {
        otlp: { protocols: { http: { endpoint: otlp }, grpc: { endpoint: otlpGrpc } } },
      },
      exporters: { jaeger_storage_exporter: { trace_storage: "main" } },
    },
    null,
    2,
  );
}
