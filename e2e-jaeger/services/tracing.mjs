import http from "node:http";
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";

/** @typedef {import("@opentelemetry/api").Span} Span */
/** @typedef {{ method: string, path: string, headers: http.IncomingHttpHeaders, body: string }} Call */
/** @typedef {{ status: number, body: string }} Reply */

// Ends with whoever started it, however that ends.
process.stdin.resume().once("end", () => process.exit());

/** @param {string} name @returns {string} */
export function setting(name) {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

/**
 * The tracer of a service, as the SDK of OpenTelemetry makes it: W3C headers, OTLP over HTTP.
 * @param {string} service
 */
export function startTracing(service) {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": service, "service.version": "1.2.3" }),
    // Each span is sent as it ends, so that nothing is left behind when the process is stopped.
    spanProcessors: [
      new SimpleSpanProcessor(new OTLPTraceExporter({ url: `${setting("OTLP_URL")}/v1/traces` })),
    ],
  });
  provider.register();
  return provider.getTracer(`spanwise.test.${service}`, "0.9.0");
}

/**
 * Runs work as a span: what it throws is an exception event and the span's error.
 * @template T
 * @param {import("@opentelemetry/api").Tracer} tracer
 * @param {string} name
 * @param {import("@opentelemetry/api").SpanOptions} options
 * @param {(span: Span) => Promise<T>} work
 * @param {import("@opentelemetry/api").Context} [parent]
 * @returns {Promise<T>}
 */
export function inSpan(tracer, name, options, work, parent = context.active()) {
  return tracer.startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      span.recordException(failure);
      span.setStatus({ code: SpanStatusCode.ERROR, message: failure.message });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The context that a message or a request carries. @param {object} carrier */
export const contextOf = (carrier) => propagation.extract(ROOT_CONTEXT, carrier);

/** The headers that carry the context that is active. @returns {Record<string, string>} */
export function carriedHeaders() {
  const headers = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** The span that a carrier was sent from, as a link. @param {object} carrier */
export function linkTo(carrier) {
  const sent = trace.getSpanContext(contextOf(carrier));
  if (!sent) throw new Error("A message carries no context");
  return sent;
}

/**
 * Calls another service, as a span of kind Client.
 * @param {import("@opentelemetry/api").Tracer} tracer
 * @param {string} method
 * @param {string} url
 * @param {{ headers?: Record<string, string>, body?: string }} [content]
 * @returns {Promise<Reply>}
 */
export function call(tracer, method, url, { headers = {}, body } = {}) {
  const attributes = { "http.request.method": method, "url.full": url };
  return inSpan(tracer, method, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...carriedHeaders() },
      ...(body === undefined ? {} : { body }),
    });
    span.setAttribute("http.response.status_code", response.status);
    if (response.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
    return { status: response.status, body: await response.text() };
  });
}

/**
 * Answers requests, each as a span of kind Server whose parent came with it; says on which port.
 * @param {import("@opentelemetry/api").Tracer} tracer
 * @param {(call: Call, span: Span) => Promise<Reply>} answer
 * @param {(path: string) => string} routeOf
 */
export function serve(tracer, answer, routeOf = (path) => path) {
  listen(async (received) => {
    const { method, path, headers } = received;
    const route = routeOf(path);
    const attributes = { "http.request.method": method, "http.route": route, "url.path": path };
    const options = { kind: SpanKind.SERVER, attributes };
    const handle = async (/** @type {Span} */ span) => {
      const reply = await answer(received, span);
      span.setAttribute("http.response.status_code", reply.status);
      return reply;
    };
    return inSpan(tracer, `${method} ${route}`, options, handle, contextOf(headers)).catch(
      (error) => ({ status: 500, body: String(error) }),
    );
  });
}

/**
 * A plain HTTP server on any port, which it prints.
 * @param {(call: Call) => Promise<Reply>} answer
 */
export function listen(answer) {
  const handle = async (
    /** @type {http.IncomingMessage} */ request,
    /** @type {http.ServerResponse} */ response,
  ) => {
    let body = "";
    for await (const part of request) body += String(part);
    const { method = "GET", url = "/", headers } = request;
    const reply = await answer({ method, path: url, headers, body });
    response.writeHead(reply.status, { "content-type": "application/json" });
    response.end(reply.body);
  };
  const server = http.createServer((request, response) => {
    handle(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address !== null && typeof address === "object") console.log(`ready ${address.port}`);
  });
}
