import type { GraphUnit, PeerKind } from "@/model/service-graph";
import type { NameTable } from "@/model/name-table";
import type { TraceCalls } from "@/model/trace-calls";

/** Span names that are told apart; of the services that have more, the rest are one node each. */
export const toldApart = 20_000;

/** More than a table of names can have. */
const mostNames = 2 ** 26;

export interface NodeIdentity {
  readonly service: string;
  readonly spanName: string | undefined;
  readonly peer: PeerKind | undefined;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of the nodes of every graph: by name, whatever came first. */
export function byIdentity(a: Partial<NodeIdentity>, b: Partial<NodeIdentity>): number {
  return (
    compare(a.service ?? "", b.service ?? "") ||
    compare(a.peer ?? "", b.peer ?? "") ||
    compare(a.spanName ?? "", b.spanName ?? "") ||
    Number(a.spanName === undefined) - Number(b.spanName === undefined)
  );
}

/** Numbers the nodes of a graph that grows trace by trace. */
export class ServiceNodes {
  readonly identities: NodeIdentity[] = [];
  readonly #unit: GraphUnit;
  /** By service, then by span name; undefined: the rest of its names. */
  readonly #own = new Map<string, Map<string | undefined, number>>();
  readonly #peers = new Map<PeerKind, Map<string, number>>();
  /** The names of the last trace, which may be those of the next one too; and their nodes. */
  #names: NameTable | undefined;
  #known = new Map<number, number>();

  constructor(unit: GraphUnit) {
    this.#unit = unit;
  }

  get count(): number {
    return this.identities.length;
  }

  /** The node of every span. One lookup by text for each distinct service or name of a table. */
  ofSpans({ spans, names, resourceService }: TraceCalls): Uint32Array {
    if (names !== this.#names) {
      this.#names = names;
      this.#known = new Map();
    }
    const byName = this.#unit === "name";
    const nodes = new Uint32Array(spans.length);
    let lastKey = -1;
    let node = 0;
    for (let row = 0; row < spans.length; row += 1) {
      const service = resourceService[spans.resource[row]!]!;
      const name = byName ? spans.name[row]! : 0;
      const key = service * mostNames + name;
      if (key !== lastKey) {
        node = this.#known.get(key) ?? this.#learn(key, names[service], names[name]);
        lastKey = key;
      }
      nodes[row] = node;
    }
    return nodes;
  }

  #learn(key: number, service = "", name = ""): number {
    const node = this.#ownNode(service, name);
    this.#known.set(key, node);
    return node;
  }

  /** The node of one span. */
  ofSpan({ spans, names, resourceService }: TraceCalls, row: number): number {
    const service = names[resourceService[spans.resource[row]!]!] ?? "";
    return this.#ownNode(service, names[spans.name[row]!] ?? "");
  }

  peer(kind: PeerKind, name: string): number {
    let byName = this.#peers.get(kind);
    if (byName === undefined) this.#peers.set(kind, (byName = new Map()));
    let node = byName.get(name);
    if (node === undefined) {
      node = this.identities.push({ service: name, spanName: undefined, peer: kind }) - 1;
      byName.set(name, node);
    }
    return node;
  }

  #ownNode(service: string, name: string): number {
    let byName = this.#own.get(service);
    if (byName === undefined) this.#own.set(service, (byName = new Map()));
    let spanName = this.#unit === "name" ? name : undefined;
    if (this.count >= toldApart && !byName.has(spanName)) spanName = undefined;
    let node = byName.get(spanName);
    if (node === undefined) {
      node = this.identities.push({ service, spanName, peer: undefined }) - 1;
      byName.set(spanName, node);
    }
    return node;
  }
}
