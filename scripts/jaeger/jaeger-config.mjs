/**
 * @typedef {object} JaegerAddresses
 * @property {string} query host and port of the query service's HTTP
 * @property {string} queryGrpc
 * @property {string} otlp host and port where OTLP/HTTP is taken
 * @property {string} otlpGrpc
 * @property {string} basePath "" or beginning with "/"
 * @property {string | undefined} assetsPath folder of the page to serve
 * @property {string | undefined} [uiConfigPath] file of the configuration of that page
 * @property {boolean} [archive] whether there is archive storage; there is unless said otherwise
 * @property {number} [maxTraces] kept outside the archive
 * @property {string} [tenant] every request has to name it in `x-tenant`
 * @property {boolean} [oldTenancy] the tenants' settings begin with capitals, as in 2.13
 */

/**
 * The configuration of a Jaeger 2 that keeps traces in memory, with an archive beside them, and
 * tells nobody else of itself. JSON, which is YAML too. Nothing is batched: a trace that was taken
 * is there for the next question.
 * @param {JaegerAddresses} addresses
 */
export function jaegerConfig(addresses) {
  const { query, queryGrpc, otlp, otlpGrpc, basePath, assetsPath, uiConfigPath } = addresses;
  const { archive = true, maxTraces = 100_000, tenant } = addresses;
  const tenancy = addresses.oldTenancy
    ? { Enabled: true, Tenants: [tenant] }
    : { enabled: true, tenants: [tenant] };
  const ui = {
    ...(assetsPath === undefined ? {} : { assets_path: assetsPath }),
    ...(uiConfigPath === undefined ? {} : { config_file: uiConfigPath }),
  };
  const memory = (/** @type {number} */ traces) => ({ memory: { max_traces: traces } });
  return JSON.stringify(
    {
      service: {
        extensions: ["jaeger_storage", "jaeger_query"],
        pipelines: { traces: { receivers: ["otlp"], exporters: ["jaeger_storage_exporter"] } },
        telemetry: { metrics: { level: "none" }, logs: { level: "warn" } },
      },
      extensions: {
        jaeger_storage: { backends: { main: memory(maxTraces), archive: memory(1000) } },
        jaeger_query: {
          storage: { traces: "main", ...(archive ? { traces_archive: "archive" } : {}) },
          ...(basePath ? { base_path: basePath } : {}),
          ...(Object.keys(ui).length > 0 ? { ui } : {}),
          ...(tenant === undefined ? {} : { multi_tenancy: tenancy }),
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
