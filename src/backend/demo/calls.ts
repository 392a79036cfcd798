import { scopes, type ServiceName } from "./platform";
import type { SpanDraft, TraceDraft } from "./trace-draft";
import type { Attributes } from "./values";

/** Units of time of the scenarios, in nanoseconds. */
export const us = 1_000;
export const ms = 1_000_000;

type Work = (span: SpanDraft, at: number) => number;

/** The entry of a request at the gateway. */
export function gateway(
  trace: TraceDraft,
  request: { method: string; route: string; path: string; attributes?: Attributes },
  work: Work,
): number {
  const { method, route, path } = request;
  return trace.call(
    undefined,
    0,
    {
      service: "api-gateway",
      name: `${method} ${route}`,
      kind: "server",
      attributes: {
        "http.request.method": method,
        "http.route": route,
        "url.path": path,
        "url.scheme": "https",
        "network.protocol.version": "2",
        "server.address": "api.video.example",
        "client.address": `198.51.100.${trace.random.int(2, 250)}`,
        "user_agent.original": "VideoApp/7.4 (iPhone; iOS 19.1)",
        ...request.attributes,
      },
    },
    work,
  );
}

/** An HTTP call between two services: the client's span, the network, the server's span. */
export function http(
  trace: TraceDraft,
  parent: SpanDraft,
  at: number,
  call: { from: ServiceName; to: ServiceName; method: string; route: string; status?: number },
  work: Work,
): number {
  const { random } = trace;
  const status = call.status ?? 200;
  const clientScope = call.from === "api-gateway" ? scopes.httpClient : scopes.httpx;
  return trace.call(
    parent,
    at,
    {
      service: call.from,
      name: call.method,
      kind: "client",
      scope: clientScope,
      attributes: {
        "http.request.method": call.method,
        "url.full": `http://${call.to}.video.svc:8080${call.route}`,
        "server.address": `${call.to}.video.svc`,
        "server.port": 8080,
        "http.response.status_code": status,
      },
    },
    (client, start) => {
      const end = trace.call(
        client,
        start + random.latency(250 * us),
        {
          service: call.to,
          name: `${call.method} ${call.route}`,
          kind: "server",
          // Older instrumentation of these services still writes the old names.
          attributes: {
            "http.method": call.method,
            "http.route": call.route,
            "http.status_code": status,
            "net.host.name": `${call.to}.video.svc`,
          },
        },
        (server, began) => {
          if (status >= 500) server.fail(`HTTP ${status}`, began);
          return work(server, began + random.latency(80 * us));
        },
      );
      if (status >= 400) client.fail(`HTTP ${status}`, end);
      return end + random.latency(180 * us);
    },
  );
}

/** A query to PostgreSQL. Client span only: the database has no instrumentation. */
export function sql(
  trace: TraceDraft,
  parent: SpanDraft,
  at: number,
  query: {
    operation: string;
    table: string;
    text: string;
    medianNs?: number;
    service?: ServiceName;
  },
): SpanDraft {
  const span = trace.span(parent, at, {
    service: query.service ?? "match-service",
    name: `${query.operation} ${query.table}`,
    kind: "client",
    scope: scopes.jdbc,
    attributes: {
      "db.system": "postgresql",
      "db.name": "matches",
      "db.statement": query.text,
      "db.operation": query.operation,
      "db.sql.table": query.table,
      "server.address": "postgres.video.svc",
      "server.port": 5432,
      "thread.name": `http-nio-8080-exec-${trace.random.int(1, 40)}`,
    },
  });
  span.end = span.start + trace.random.latency(query.medianNs ?? 1.4 * ms, 0.5);
  return span;
}

/** A Redis command. */
export function redis(
  trace: TraceDraft,
  parent: SpanDraft,
  at: number,
  call: { service: ServiceName; command: string; key: string },
): number {
  const { service, command, key } = call;
  const span = trace.span(parent, at, {
    service,
    name: command,
    kind: "client",
    scope: scopes.redis,
    attributes: {
      "db.system.name": "redis",
      "db.operation.name": command,
      "db.query.text": `${command} ${key}`,
      "db.namespace": "0",
      "server.address": "redis.video.svc",
      "network.peer.address": "10.42.3.17",
      "network.peer.port": 6379,
    },
  });
  span.end = span.start + trace.random.latency(420 * us);
  return span.end;
}

/** The check of a session, which every request makes first. */
export function authorise(trace: TraceDraft, parent: SpanDraft, at: number): number {
  const user = `u-${trace.random.int(1000, 9999)}`;
  return http(
    trace,
    parent,
    at,
    { from: "api-gateway", to: "auth", method: "POST", route: "/verify" },
    (server, began) => {
      server.add({ "enduser.id": user, "session.cached": true });
      return (
        redis(trace, server, began, { service: "auth", command: "GET", key: `session:${user}` }) +
        60 * us
      );
    },
  );
}

/** Puts a message on a Kafka topic; gives the producer's span. */
export function publish(
  trace: TraceDraft,
  parent: SpanDraft,
  at: number,
  service: ServiceName,
  topic: string,
): SpanDraft {
  const span = trace.span(parent, at, {
    service,
    name: `${topic} publish`,
    kind: "producer",
    scope: scopes.kafkaJava,
    attributes: {
      "messaging.system": "kafka",
      "messaging.destination.name": topic,
      "messaging.operation.type": "publish",
      "messaging.kafka.message.key": `match-${trace.random.int(1, 900)}`,
      "messaging.kafka.destination.partition": trace.random.int(0, 11),
    },
  });
  span.end = span.start + trace.random.latency(2.1 * ms);
  return span;
}

/** Takes a message from a Kafka topic; without a parent it begins a trace of its own. */
export function consume(
  trace: TraceDraft,
  parent: SpanDraft | undefined,
  at: number,
  topic: string,
  work: Work,
): number {
  return trace.call(
    parent,
    at,
    {
      service: "video-processor",
      name: `${topic} process`,
      kind: "consumer",
      scope: scopes.kafkaPython,
      attributes: {
        "messaging.system": "kafka",
        "messaging.destination.name": topic,
        "messaging.operation.type": "process",
        "messaging.consumer.group.name": "video-processors",
        "messaging.kafka.message.offset": trace.random.int(4_000_000, 9_000_000),
      },
    },
    work,
  );
}

/** A Celery task: sent by one service, run by the notification worker after a wait in the queue. */
export function celery(
  trace: TraceDraft,
  parent: SpanDraft,
  at: number,
  task: string,
  work: Work,
): number {
  const id = trace.random.hex(16);
  const attributes: Attributes = {
    "celery.action": "apply_async",
    "celery.task_name": task,
    "messaging.message.id": id,
    "messaging.destination.name": "notifications",
  };
  const sent = trace.span(parent, at, {
    service: "video-processor",
    name: `apply_async/${task}`,
    kind: "producer",
    scope: scopes.celery,
    attributes,
  });
  sent.end = sent.start + trace.random.latency(900 * us);
  return trace.call(
    sent,
    sent.end + trace.random.latency(35 * ms, 0.8),
    {
      service: "notification-worker",
      name: `run/${task}`,
      kind: "consumer",
      scope: scopes.celery,
      attributes: { ...attributes, "celery.action": "run", "celery.state": "SUCCESS" },
    },
    work,
  );
}
