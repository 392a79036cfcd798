import { readAttributes } from "@/model/read-value";
import type { Trace } from "@/model/trace";
import { valueLeaves } from "./value-text";

/** The hosts of a trace, and the one that each resource is on. */
export interface TraceHosts {
  /** Distinct names or addresses; the first one, "", stands for "unknown". */
  readonly hosts: readonly string[];
  /** Position in `hosts` of each resource row. */
  readonly hostOfResource: Uint32Array;
}

/**
 * What tells hosts apart, the first that a resource has: the OpenTelemetry attributes, as Jaeger's
 * servers go by them, and the address that Jaeger's own clients send.
 */
const hostKeys = ["host.id", "host.ip", "ip", "host.name"];

/**
 * A name that every host has for itself, which tells none from another. A loopback address counts
 * like any other, as it does to Jaeger's servers.
 */
const anyHost = /^(localhost(\..*)?)?$/i;

/** The host of every resource. Of a list of addresses, the first. */
export function traceHosts(trace: Trace): TraceHosts {
  const { resources, strings } = trace;
  const hosts = [""];
  const numbers = new Map([["", 0]]);
  const hostOfResource = new Uint32Array(resources.length);
  for (let row = 0; row < resources.length; row += 1) {
    const host = hostOf(trace, row);
    let number = numbers.get(host);
    if (number === undefined) {
      number = hosts.length;
      numbers.set(host, number);
      hosts.push(host);
    }
    hostOfResource[row] = number;
  }
  return { hosts, hostOfResource };

  function hostOf({ resources: { attributes } }: Trace, row: number): string {
    let best = hostKeys.length;
    let host = "";
    const values = readAttributes(attributes, row, strings);
    for (const { key, value } of values) {
      const rank = hostKeys.indexOf(key);
      if (rank < 0 || rank >= best) continue;
      const [text = ""] = valueLeaves(value);
      if (anyHost.test(text)) continue;
      best = rank;
      host = text;
    }
    return host;
  }
}
