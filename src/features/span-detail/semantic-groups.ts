/**
 * The groups that people think in, in the order in which they are shown: what the span did, what
 * it ran in, the rest. By the namespaces of OpenTelemetry's semantic conventions, the present
 * ones and those that they replaced.
 */
export const semanticGroups = [
  "pinned",
  "exception",
  "http",
  "rpc",
  "database",
  "messaging",
  "genai",
  "faas",
  "feature",
  "user",
  "network",
  "code",
  "service",
  "deployment",
  "kubernetes",
  "container",
  "cloud",
  "host",
  "process",
  "device",
  "telemetry",
  "other",
] as const;
export type SemanticGroup = (typeof semanticGroups)[number];

const namespaces: Readonly<Record<Exclude<SemanticGroup, "pinned" | "other">, readonly string[]>> =
  {
    exception: ["exception", "error"],
    http: ["http", "url", "user_agent", "signalr", "webengine"],
    rpc: [
      ...["rpc", "grpc", "graphql", "jsonrpc", "onc_rpc", "message.type", "message.id"],
      // Not all of "message": a text of that name is on most events of logs.
      ...["message.compressed_size", "message.uncompressed_size"],
    ],
    database: [
      ...["db", "sql", "redis", "mongodb", "cassandra", "elasticsearch", "clickhouse"],
      ...["memcached", "opensearch", "azure.cosmosdb", "aws.dynamodb", "cache", "pool"],
    ],
    messaging: [
      "messaging",
      "kafka",
      "amqp",
      "nats",
      "aws.sqs",
      "aws.sns",
      "celery",
      "cloudevents",
    ],
    genai: ["gen_ai", "llm", "openai", "mcp", "openinference", "traceloop", "langfuse"],
    faas: ["faas", "aws.lambda"],
    feature: ["feature_flag"],
    user: ["enduser", "user", "session", "tenant", "geo"],
    network: [
      ...["net", "network", "server", "client", "peer", "source", "destination", "tls", "dns"],
      ...["ip", "proxy", "upstream", "upstream_cluster", "downstream", "response_flags"],
    ],
    code: ["code", "thread", "gc", "go", "jvm", "nodejs", "dotnet", "cpython", "v8js"],
    service: ["service"],
    deployment: ["deployment", "vcs", "cicd", "artifact"],
    kubernetes: ["k8s", "kubernetes", "istio", "openshift"],
    container: ["container", "oci"],
    cloud: ["cloud", "aws", "gcp", "azure", "az", "heroku", "cloudfoundry"],
    host: ["host", "os", "hw", "system", "hostname"],
    process: ["process", "cpu"],
    device: ["device", "browser", "android", "ios", "screen"],
    telemetry: [
      "telemetry",
      "otel",
      "sampler",
      "sampling",
      "internal",
      "span",
      "jaeger",
      "opencensus",
    ],
  };

const groupOfNamespace: ReadonlyMap<string, SemanticGroup> = new Map(
  semanticGroups.flatMap((group) =>
    group === "pinned" || group === "other"
      ? []
      : namespaces[group].map((namespace) => [namespace, group] as const),
  ),
);

/** No namespace is deeper than this. */
const deepest = 3;

/** The group of an attribute: that of the longest namespace its key lies in. */
export function groupOfKey(key: string): SemanticGroup {
  let found: SemanticGroup = "other";
  let end = -1;
  for (let depth = 0; depth < deepest; depth += 1) {
    end = key.indexOf(".", end + 1);
    const part = end < 0 ? key : key.slice(0, end);
    found = groupOfNamespace.get(part) ?? found;
    if (end < 0) break;
  }
  return found;
}

/** What a number of an attribute counts. */
export type AttributeUnit = "bytes" | "tokens" | "rows" | "messages";

const units: ReadonlyMap<string, AttributeUnit> = new Map<string, AttributeUnit>([
  ["http.request.body.size", "bytes"],
  ["http.response.body.size", "bytes"],
  ["http.request.size", "bytes"],
  ["http.response.size", "bytes"],
  ["http.request_content_length", "bytes"],
  ["http.response_content_length", "bytes"],
  ["http.request_content_length_uncompressed", "bytes"],
  ["http.response_content_length_uncompressed", "bytes"],
  ["messaging.message.body.size", "bytes"],
  ["messaging.message.envelope.size", "bytes"],
  ["messaging.message.payload_size_bytes", "bytes"],
  ["messaging.message.payload_compressed_size_bytes", "bytes"],
  ["messaging.message_payload_size_bytes", "bytes"],
  ["messaging.message_payload_compressed_size_bytes", "bytes"],
  ["message.compressed_size", "bytes"],
  ["message.uncompressed_size", "bytes"],
  ["rpc.message.compressed_size", "bytes"],
  ["rpc.message.uncompressed_size", "bytes"],
  ["file.size", "bytes"],
  ["faas.max_memory", "bytes"],
  ["host.cpu.cache.l2.size", "bytes"],
  ["gen_ai.usage.input_tokens", "tokens"],
  ["gen_ai.usage.output_tokens", "tokens"],
  ["gen_ai.usage.prompt_tokens", "tokens"],
  ["gen_ai.usage.completion_tokens", "tokens"],
  ["gen_ai.usage.cache_read.input_tokens", "tokens"],
  ["gen_ai.usage.cache_creation.input_tokens", "tokens"],
  ["gen_ai.usage.reasoning.output_tokens", "tokens"],
  ["gen_ai.request.max_tokens", "tokens"],
  ["db.response.returned_rows", "rows"],
  ["messaging.batch.message_count", "messages"],
]);

/** The unit that the conventions give the numbers of a key, where they give one. */
export const unitOfKey = (key: string): AttributeUnit | undefined => units.get(key);

const statementKeys: ReadonlySet<string> = new Set([
  "db.statement",
  "db.query.text",
  "db.query.summary",
  "sql.query",
  "db.sql.query",
]);

/** What a text is, by its key: SQL and stack traces are laid out as such. */
export function textKindOfKey(key: string): "sql" | "stack" | undefined {
  if (statementKeys.has(key)) return "sql";
  return key.endsWith(".stacktrace") || key === "stack" || key === "error.stack"
    ? "stack"
    : undefined;
}
