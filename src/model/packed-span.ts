import { AttributeType } from "./attribute-table";
import type { ResourceIndex, ScopeIndex } from "./indexes";

/** Attributes of a span, or of all its events or links, as numbers; the arrays grow as needed. */
export class PackedAttributes {
  count = 0;
  /** Text ids. */
  key = new Uint32Array(32);
  /** Rows of `AttributeType`; never `Array`, `KeyValueList` or `BigInt`. */
  type = new Uint8Array(32);
  /** Text ids, 0 or 1, or the numbers themselves. */
  value = new Float64Array(32);

  add(key: number, type: number, value: number): void {
    const at = this.count;
    if (at === this.key.length) this.#grow();
    this.key[at] = key;
    this.type[at] = type;
    this.value[at] = value;
    this.count = at + 1;
  }

  /** Adds an integer that a double holds exactly, in the shortest form. */
  addInteger(key: number, value: number): void {
    if ((value | 0) === value) this.add(key, AttributeType.SmallInt, value >>> 0);
    else this.add(key, AttributeType.Int, value);
  }

  #grow(): void {
    this.key = grown(this.key, new Uint32Array(this.count * 2));
    this.type = grown(this.type, new Uint8Array(this.count * 2));
    this.value = grown(this.value, new Float64Array(this.count * 2));
  }
}

/** The events of a packed span. Their attributes follow each other in one list. */
export class PackedEvents {
  count = 0;
  /** Text ids. */
  name = new Uint32Array(8);
  /** Microseconds since the Unix epoch, and the nanoseconds past them. */
  micros = new Float64Array(8);
  nanos = new Uint16Array(8);
  /** Where the attributes of each begin. */
  attributeStart = new Uint32Array(8);
  readonly attributes = new PackedAttributes();

  /** Adds an event; attributes that are added to the list from now on are its own. */
  add(): number {
    const at = this.count;
    if (at === this.name.length) this.#grow();
    this.name[at] = 0;
    this.micros[at] = 0;
    this.nanos[at] = 0;
    this.attributeStart[at] = this.attributes.count;
    this.count = at + 1;
    return at;
  }

  clear(): void {
    this.count = 0;
    this.attributes.count = 0;
  }

  #grow(): void {
    this.name = grown(this.name, new Uint32Array(this.count * 2));
    this.micros = grown(this.micros, new Float64Array(this.count * 2));
    this.nanos = grown(this.nanos, new Uint16Array(this.count * 2));
    this.attributeStart = grown(this.attributeStart, new Uint32Array(this.count * 2));
  }
}

/** The links of a packed span that were no references of OpenTracing. */
export class PackedLinks {
  count = 0;
  /** Text ids of canonical trace ids. */
  traceId = new Uint32Array(4);
  hi = new Uint32Array(4);
  lo = new Uint32Array(4);
  /** Text ids. */
  traceState = new Uint32Array(4);
  /** -1: absent. */
  flags = new Float64Array(4);
  /** Where the attributes of each begin. */
  attributeStart = new Uint32Array(4);
  readonly attributes = new PackedAttributes();

  /** Adds a link; attributes that are added to the list from now on are its own. */
  add(): number {
    const at = this.count;
    if (at === this.hi.length) this.#grow();
    this.traceState[at] = 0;
    this.flags[at] = -1;
    this.attributeStart[at] = this.attributes.count;
    this.count = at + 1;
    return at;
  }

  clear(): void {
    this.count = 0;
    this.attributes.count = 0;
  }

  #grow(): void {
    this.traceId = grown(this.traceId, new Uint32Array(this.count * 2));
    this.hi = grown(this.hi, new Uint32Array(this.count * 2));
    this.lo = grown(this.lo, new Uint32Array(this.count * 2));
    this.traceState = grown(this.traceState, new Uint32Array(this.count * 2));
    this.flags = grown(this.flags, new Float64Array(this.count * 2));
    this.attributeStart = grown(this.attributeStart, new Uint32Array(this.count * 2));
  }
}

/**
 * A span on its way in as numbers only: texts are ids that the sink has given, so that a reader
 * which decodes bytes makes no object and no JavaScript string per span. One record serves for all.
 */
export class PackedSpan {
  /** Row that `traceRow` gave. */
  trace = 0;
  idHi = 0;
  idLo = 0;
  /** 0 in both halves: no parent. */
  parentHi = 0;
  parentLo = 0;
  /** Microseconds since the Unix epoch, and the nanoseconds past them. */
  startMicros = 0;
  startNanos = 0;
  /** Whole nanoseconds, not negative. */
  durationNs = 0;
  /** Row that `nameRow` gave. */
  name = 0;
  /** Text ids; 0 is "". */
  statusMessage = 0;
  traceState = 0;
  kind = 0;
  statusCode = 0;
  /** -1: absent. */
  traceFlags = -1;
  droppedAttributesCount = 0;
  droppedEventsCount = 0;
  droppedLinksCount = 0;
  resource: ResourceIndex | undefined;
  scope: ScopeIndex | undefined;
  readonly attributes = new PackedAttributes();
  readonly events = new PackedEvents();
  readonly links = new PackedLinks();

  /** Forgets the last span. */
  clear(): void {
    this.idHi = 0;
    this.idLo = 0;
    this.parentHi = 0;
    this.parentLo = 0;
    this.durationNs = 0;
    this.statusMessage = 0;
    this.traceState = 0;
    this.kind = 0;
    this.statusCode = 0;
    this.traceFlags = -1;
    this.droppedAttributesCount = 0;
    this.droppedEventsCount = 0;
    this.droppedLinksCount = 0;
    this.attributes.count = 0;
    this.events.clear();
    this.links.clear();
  }
}

/** What a sink offers to readers of bytes, beside the calls of `SpanSink`. */
export interface PackedSink {
  /** False where only some attributes of spans are kept, and nothing at all of their events. */
  keepsAll(): boolean;
  /** Whether attributes of spans with this key are kept: what is not need not be handed on. */
  keeps(key: string): boolean;
  /**
   * The id of a text given as valid UTF-8: the bytes `[from, to)` of a view, whose `hashBytes` is
   * `hash`. Id 0 is "".
   */
  internBytes(view: DataView, from: number, to: number, hash: number): number;
  /**
   * The same for a text of an attribute of the span that is read, and of nothing else, which is
   * most likely a new one.
   */
  appendBytes(view: DataView, from: number, to: number, hash: number): number;
  /** The text of an id: decoded at each call, so for first sights only. */
  textOf(id: number): string;
  /** The row of a trace id, as text in any of its spellings: asked for before a span of it. */
  traceRow(traceId: string): number;
  nameRow(name: string): number;
  /** Takes in a span; its resource and scope are set. */
  packed(span: PackedSpan): void;
}

function grown<A extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  old: A,
  next: A,
): A {
  next.set(old);
  return next;
}
