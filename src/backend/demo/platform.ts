import type { Attributes } from "./values";

/** A service of the demo platform: its resource and the scope its spans come from by default. */
interface Service {
  readonly resource: Attributes;
  readonly scope: { readonly name: string; readonly version: string };
}

const sdk = (language: string, version: string): Attributes => ({
  "telemetry.sdk.name": "opentelemetry",
  "telemetry.sdk.language": language,
  "telemetry.sdk.version": version,
});

const pod = (service: string, host: string, suffix: string): Attributes => ({
  "service.name": service,
  "service.namespace": "video-platform",
  "service.instance.id": `${service}-${suffix}`,
  "deployment.environment.name": "production",
  "host.name": host,
  "k8s.namespace.name": "video",
  "k8s.pod.name": `${service}-${suffix}`,
  "k8s.deployment.name": service,
});

const python = (name: string, version = "0.50b0") => ({
  name: `opentelemetry.instrumentation.${name}`,
  version,
});

export const platform = {
  "api-gateway": {
    resource: {
      ...pod("api-gateway", "node-a1", "6d9f7c54b8-x2kqp"),
      "service.version": "4.12.0",
      ...sdk("nodejs", "1.30.1"),
      "process.runtime.name": "nodejs",
      "process.command_args": ["node", "--enable-source-maps", "dist/server.js"],
    },
    scope: { name: "@opentelemetry/instrumentation-http", version: "0.57.1" },
  },
  auth: {
    resource: {
      ...pod("auth", "node-a2", "7c8b6d9f5-m4t7z"),
      "service.version": "2.3.1",
      ...sdk("go", "1.34.0"),
    },
    scope: {
      name: "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp",
      version: "0.59.0",
    },
  },
  "match-service": {
    resource: {
      ...pod("match-service", "node-b1", "5f6c9d7b84-qq8vl"),
      "service.version": "9.0.4",
      ...sdk("java", "1.46.0"),
      "process.pid": 1,
      "process.runtime.name": "OpenJDK Runtime Environment",
      "telemetry.distro.name": "opentelemetry-java-instrumentation",
    },
    scope: { name: "io.opentelemetry.spring-webmvc-6.0", version: "2.12.0-alpha" },
  },
  "video-processor": {
    resource: {
      ...pod("video-processor", "node-c1", "84d7f9b6cc-9hnsd"),
      "service.version": "1.18.2",
      ...sdk("python", "1.29.0"),
      "process.pid": 17,
    },
    scope: python("fastapi"),
  },
  "gpu-worker": {
    resource: {
      ...pod("gpu-worker", "gpu-node-3", "0"),
      "service.version": "0.9.7",
      ...sdk("python", "1.29.0"),
      "host.type": "g5.2xlarge",
      "gpu.model": "A10G",
      "gpu.memory.total": 25_769_803_776n,
    },
    scope: { name: "video.gpu", version: "0.9.7" },
  },
  "notification-worker": {
    resource: {
      ...pod("notification-worker", "node-c2", "6b5d8f79c7-zzt4b"),
      "service.version": "3.1.0",
      ...sdk("python", "1.29.0"),
    },
    scope: python("celery"),
  },
} satisfies Readonly<Record<string, Service>>;

export type ServiceName = keyof typeof platform;

/** Scopes of libraries that several services use. */
export const scopes = {
  httpClient: { name: "@opentelemetry/instrumentation-undici", version: "0.10.0" },
  jdbc: { name: "io.opentelemetry.jdbc", version: "2.12.0-alpha" },
  redis: { name: "github.com/redis/go-redis/extra/redisotel", version: "9.7.0" },
  kafkaJava: { name: "io.opentelemetry.kafka-clients-2.6", version: "2.12.0-alpha" },
  kafkaPython: python("confluent_kafka"),
  celery: python("celery"),
  httpx: python("httpx"),
  genAi: python("openai_v2", "2.0b0"),
} as const;
