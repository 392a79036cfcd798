import { attributeText } from "@/model/attribute-table";
import type { PeerKind } from "@/model/service-graph";
import type { TraceCalls } from "@/model/trace-calls";

/** What a span says of the other side of its call. */
export interface Peer {
  readonly kind: PeerKind;
  readonly name: string;
}

/** Attribute keys that name a peer; of several for one thing, the first that is there counts. */
const keys = [
  "peer.service",
  "db.system.name",
  "db.system",
  "db.namespace",
  "db.name",
  "messaging.system",
  "messaging.destination.name",
  "messaging.destination",
  "server.address",
  "net.peer.name",
] as const;
type PeerKey = (typeof keys)[number];
/** The keys of all attributes that a service graph is made of. */
export const peerKeys: ReadonlySet<string> = new Set<string>(keys);
const keyNumbers = new Map<string, number>(keys.map((key, number) => [key, number]));

/**
 * Reads the peers that spans name. One reader serves for all traces that share their strings: each
 * key is decoded once.
 */
export function createPeerReader(): (trace: TraceCalls, span: number) => Peer | undefined {
  let strings: TraceCalls["strings"] | undefined;
  /** By StringId: the number of a key + 2; 1: of no interest; 0: not looked at. */
  let seenKeys = new Uint8Array(0);
  const values: (string | undefined)[] = [];
  const value = (key: PeerKey): string | undefined => values[keyNumbers.get(key)!];

  const readValues = (trace: TraceCalls, span: number): boolean => {
    const { attributes } = trace;
    let found = false;
    values.fill(undefined, 0, keys.length);
    for (let row = attributes.offset[span]!; row < attributes.offset[span + 1]!; row += 1) {
      const keyId = attributes.key[row]!;
      if (seenKeys[keyId] === 0) {
        seenKeys[keyId] = (keyNumbers.get(trace.strings.text(keyId)) ?? -1) + 2;
      }
      const number = seenKeys[keyId]! - 2;
      if (number < 0 || values[number] !== undefined) continue;
      const text = attributeText(attributes, row, trace.strings);
      if (text === "") continue;
      values[number] = text;
      found = true;
    }
    return found;
  };

  return (trace, span) => {
    if (trace.strings !== strings) {
      strings = trace.strings;
      seenKeys = new Uint8Array(strings.length);
    }
    if (!readValues(trace, span)) return undefined;
    const service = value("peer.service");
    if (service !== undefined) return { kind: "service", name: service };
    const database = value("db.system.name") ?? value("db.system");
    const namespace = value("db.namespace") ?? value("db.name");
    const inDatabase = joined(database, namespace);
    if (inDatabase !== undefined) return { kind: "database", name: inDatabase };
    const destination = value("messaging.destination.name") ?? value("messaging.destination");
    const queue = joined(value("messaging.system"), destination);
    if (queue !== undefined) return { kind: "messaging", name: queue };
    const address = value("server.address") ?? value("net.peer.name");
    return address === undefined ? undefined : { kind: "address", name: address };
  };
}

/** "system/part", or the one of them that there is. */
function joined(system: string | undefined, part: string | undefined): string | undefined {
  if (system === undefined || part === undefined) return system ?? part;
  return `${system}/${part}`;
}
