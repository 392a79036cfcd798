import { Problem } from "@/lib/problem";
import type { ResourceIndex } from "@/model/indexes";
import type { ResourceFields, ScopeFields, SpanSink } from "@/model/span-sink";
import type { TraceFormat } from "@/model/trace-source";
import {
  bareSpanFault,
  problemOfUnknown,
  serverProblem,
  spanShape,
  type Unrecognised,
} from "./detect-format";
import { JaegerReader, type JaegerProcesses } from "./jaeger-v1";
import { NextTraceReader } from "./next-trace";
import { PackedJaegerReader, type JaegerOwners } from "./packed-jaeger";
import { PackedOtlpReader } from "./packed-otlp";
import { LEFT_OUT } from "./packed-reader";
import { OtlpReader, type OtlpOwner } from "./otlp-json";
import type { SliceHandler } from "./slice-batch";
import {
  elementPath,
  keyPath,
  joinPath,
  nodePath,
  openNode,
  RESOURCE_LIST_KEYS,
  SCOPE_LIST_KEYS,
  type SliceNode,
} from "./slice-tree";
import { excerpt, isObject, type JsonObject } from "./wire";
import { isZipkinV1, zipkinV2Of } from "./zipkin-v1";
import { ZipkinReader } from "./zipkin-v2";

/** Keys that are followed into a document that came as one whole value. */
const OPENED_KEYS = ["data", "result", "trace", "spans", ...RESOURCE_LIST_KEYS, ...SCOPE_LIST_KEYS];

/**
 * Tells formats apart by the structure of a document, and hands each of its parts to the reader of
 * its format. What cannot be read is no reason to stop: the first such thing is kept as `problem`.
 */
export class DocumentReader implements SliceHandler {
  /** Of the first thing that was understood. */
  format: TraceFormat | undefined;
  /** The first thing that could not be read, or an error that the server reports beside the data. */
  problem: Problem | undefined;
  private readonly sink: SpanSink;
  /** Where the sink takes packed spans; what they give up on goes the general way. */
  private readonly packedJaeger: PackedJaegerReader | undefined;
  private readonly packedOtlp: PackedOtlpReader | undefined;
  private traceProcesses: JaegerProcesses = new Map();
  private readonly jaegerOwners: JaegerOwners = {
    resourceOf: (processId) => this.jaeger.resourceOf(processId, this.traceProcesses),
    scopeOf: (name, version) => this.jaeger.scopeOf(name, version),
  };
  private readonly jaeger: JaegerReader;
  private readonly otlp: OtlpReader;
  private readonly zipkin: ZipkinReader;
  private readonly next: NextTraceReader;
  private readonly processes = new Map<SliceNode, JaegerProcesses>();
  private readonly resources = new Map<SliceNode, ResourceIndex>();
  private readonly owners = new Map<SliceNode, OtlpOwner>();
  private readonly resourceFields = new WeakMap<JsonObject, ResourceFields>();
  private readonly scopeFields = new WeakMap<JsonObject, ScopeFields>();
  private unrecognised: Unrecognised | undefined;
  /** The first document of the stream, without what was cut out of it. */
  private document: unknown;

  constructor(sink: SpanSink) {
    this.sink = sink;
    if (sink.packed !== undefined) {
      this.packedJaeger = new PackedJaegerReader(sink.packed);
      this.packedOtlp = new PackedOtlpReader(sink.packed);
    }
    this.jaeger = new JaegerReader(sink);
    this.otlp = new OtlpReader(sink);
    this.zipkin = new ZipkinReader(sink);
    this.next = new NextTraceReader(sink);
  }

  element(array: SliceNode, index: number, value: unknown): void {
    switch (array.role) {
      case "spans":
        if (!isObject(value)) return this.refuse(elementPath(array, index), "a span", value);
        this.format ??= "jaeger-v1";
        return this.jaeger.span(value, this.processesOf(array));
      case "otlp-spans":
        if (!isObject(value)) return this.refuse(elementPath(array, index), "a span", value);
        this.format ??= "otlp-json";
        return this.otlp.span(value, this.ownerOf(array));
      case "resources":
      case "scopes":
        return this.refuse(elementPath(array, index), "an object", value);
      default:
        return this.whole(array, index, value);
    }
  }

  decode(array: SliceNode, bytes: Uint8Array, at: number): number {
    if (array.role === "spans") return this.packedJaeger?.decode(bytes, at) ?? LEFT_OUT;
    if (array.role === "otlp-spans") return this.packedOtlp?.decode(bytes, at) ?? LEFT_OUT;
    return LEFT_OUT;
  }

  commit(array: SliceNode): void {
    if (array.role === "spans") {
      this.format ??= "jaeger-v1";
      this.traceProcesses = this.processesOf(array);
      this.packedJaeger?.commit(this.jaegerOwners, this.traceProcesses);
    } else {
      this.format ??= "otlp-json";
      this.packedOtlp?.commit(this.ownerOf(array));
    }
  }

  leave(node: SliceNode, skeleton: unknown): void {
    const source = isObject(skeleton) ? skeleton : {};
    if (node.role === "scope") {
      this.listOrRefuse(node, source, "spans");
      const owner = this.owners.get(node);
      if (owner !== undefined) this.sink.describeScope(owner.scope, this.scopeOf(source));
      this.owners.delete(node);
    } else if (node.role === "resource") {
      this.leaveResource(node, source);
    } else {
      if (node.depth === 1) this.document ??= skeleton;
      this.leaveDocument(node, source);
    }
  }

  /**
   * To be called when the stream has ended; `before` is the sink's count of spans at the beginning.
   * Gives the format, or throws the Problem when nothing could be read.
   */
  finish(before: number): TraceFormat {
    this.next.finish();
    const { format, problem, unrecognised } = this;
    if (format === undefined || (this.spansSince(before) === 0 && problem !== undefined)) {
      throw problem ?? problemOfUnknown(this.document, unrecognised);
    }
    if (unrecognised !== undefined) this.refuse(unrecognised.path, "a span", unrecognised.value);
    return format;
  }

  spansSince(before: number): number {
    return this.sink.spanCount - before;
  }

  private leaveResource(node: SliceNode, source: JsonObject): void {
    for (const key of SCOPE_LIST_KEYS) this.listOrRefuse(node, source, key);
    const row = this.resources.get(node);
    if (row !== undefined) this.sink.describeResource(row, this.resourceOf(source));
    this.resources.delete(node);
  }

  /** The same fields for the same object, so that the sink sees at once that it knows them. */
  private resourceOf(source: JsonObject): ResourceFields {
    const known = this.resourceFields.get(source) ?? this.otlp.resource(source);
    this.resourceFields.set(source, known);
    return known;
  }

  private scopeOf(source: JsonObject): ScopeFields {
    const known = this.scopeFields.get(source) ?? this.otlp.scope(source);
    this.scopeFields.set(source, known);
    return known;
  }

  private leaveDocument(node: SliceNode, source: JsonObject): void {
    const isTrace = "traceID" in source || "processes" in source;
    if ("spans" in source && isTrace) {
      if (this.listOrRefuse(node, source, "spans")) this.format ??= "jaeger-v1";
      this.jaeger.endTrace(source, this.processesOf(node));
    }
    this.processes.delete(node);
    for (const key of ["resourceSpans", "resource_spans"]) {
      // Null is what some writers make of a list without elements.
      const isList = this.listOrRefuse(node, source, key) || source[key] === null;
      if (isList) this.format ??= "otlp-json";
    }
    if (Array.isArray(source["batches"]) || source["batches"] === null) this.format ??= "otlp-json";
    if (SCOPE_LIST_KEYS.some((key) => key in source)) {
      this.format ??= "otlp-json";
      this.leaveResource(node, source);
    }
    this.problem ??= node.depth === 1 ? serverProblem(source) : undefined;
    if (node.opened || (isTrace && "spans" in source)) return this.guessEmpty(node, source);
    const shape = spanShape(source);
    if (shape !== undefined) this.bareSpan(source, nodePath(node));
    else if (Object.keys(source).length > 0 && !OPENED_KEYS.some((key) => key in source)) {
      this.note(nodePath(node), source);
    } else this.guessEmpty(node, source);
  }

  /** An envelope without anything in it is still one of its format. */
  private guessEmpty(node: SliceNode, source: JsonObject): void {
    if (node.depth !== 1 || this.unrecognised !== undefined) return;
    if ("data" in source && ("errors" in source || "total" in source)) this.format ??= "jaeger-v1";
    else if ("data" in source && Array.isArray(source["data"])) this.format ??= "jaeger-v1";
    else if (isObject(source["result"])) this.format ??= "otlp-json";
  }

  /** A value that was cut whole out of a list: a span, or a trace in a list of spans. */
  private whole(array: SliceNode, index: number, value: unknown): void {
    if (array.role === "root") this.document ??= value;
    if (!isObject(value) && !Array.isArray(value))
      return this.note(elementPath(array, index), value);
    if (isObject(value) && !OPENED_KEYS.some((key) => key in value)) {
      if (spanShape(value) === undefined) return this.note(elementPath(array, index), value);
      return this.bareSpan(value, elementPath(array, index));
    }
    this.replay({ ...array, whole: false, count: index }, undefined, value);
  }

  /** Walks a value that came whole as if it had been opened up; its depth is that of the nodes. */
  private replay(parent: SliceNode, key: string | undefined, value: unknown): void {
    const isContainer = typeof value === "object" && value !== null;
    const node = isContainer ? openNode(parent, key, Array.isArray(value)) : undefined;
    if (node === undefined) {
      if (key !== undefined) return;
      if (parent.role === "documents" || parent.role === "root") {
        return this.note(elementPath(parent, parent.count), value);
      }
      return this.element(parent, parent.count, value);
    }
    if (Array.isArray(value)) {
      for (const item of value) {
        this.replay(node, undefined, item);
        node.count += 1;
      }
    } else if (isObject(value)) {
      for (const [inner, content] of Object.entries(value)) this.replay(node, inner, content);
      this.leave(node, value);
    }
  }

  private bareSpan(value: JsonObject, path: string): void {
    const shape = spanShape(value);
    if (shape === "jaeger") {
      const fault = bareSpanFault(value, path);
      if (fault !== undefined) {
        this.problem ??= fault;
        return;
      }
      this.format ??= "jaeger-v1";
      this.jaeger.span(value, undefined);
    } else {
      const isV1 = shape === "zipkin" && isZipkinV1(value);
      this.format ??= isV1 ? "zipkin-v1" : "zipkin-v2";
      if (shape === "next") this.next.event(value);
      else if (isV1) for (const span of zipkinV2Of(value)) this.zipkin.span(span);
      else this.zipkin.span(value);
    }
  }

  private processesOf(node: SliceNode): JaegerProcesses {
    const trace = node.isArray ? (node.parent ?? node) : node;
    let processes = this.processes.get(trace);
    if (processes === undefined) this.processes.set(trace, (processes = new Map()));
    return processes;
  }

  private ownerOf(spans: SliceNode): OtlpOwner {
    const scope = spans.parent ?? spans;
    const known = this.owners.get(scope);
    if (known !== undefined) return known;
    const holder = scope.parent?.parent ?? scope;
    const resource = this.resources.get(holder) ?? this.sink.lateResource("");
    this.resources.set(holder, resource);
    const owner = { resource, scope: this.sink.lateScope() };
    this.owners.set(scope, owner);
    return owner;
  }

  /** True for a list; something else than a list or nothing is refused. */
  private listOrRefuse(node: SliceNode, source: JsonObject, key: string): boolean {
    const value = source[key];
    if (Array.isArray(value)) return true;
    if (value !== undefined && value !== null) {
      this.refuse(joinPath([nodePath(node), keyPath(key)]), "a list", value);
    }
    return false;
  }

  private refuse(where: string, expected: string, value: unknown): void {
    this.problem ??= new Problem("bad-document", { where, expected, found: excerpt(value) });
  }

  private note(path: string, value: unknown): void {
    this.unrecognised ??= { path, value };
  }
}
