import { describe, expect, it } from "vitest";
import type { WireValue } from "@/model/span-sink";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { emptySpan } from "@/testing/trace-diagram";
import { traceHosts } from "./skew-hosts";

const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };

/** The host of a resource with these attributes. */
function hostOf(...pairs: readonly (readonly [key: string, value: string])[]): string | undefined {
  const builder = new TraceSetBuilder();
  const attributes = pairs.map(([key, value]): [string, WireValue] => [
    key,
    { type: "string", value },
  ]);
  const resource = builder.resource({ ...owner, service: "", attributes });
  const scope = builder.scope({ ...owner, name: "", version: "" });
  builder.span({ ...emptySpan, spanId: "1", resource, scope });
  const { hosts, hostOfResource } = traceHosts(builder.finish()[0]!);
  return hosts[hostOfResource[0]!];
}

describe("hosts", () => {
  it("go by their id, then their address, then their name", () => {
    const name = ["host.name", "web"] as const;
    expect(hostOf(name)).toBe("web");
    expect(hostOf(name, ["ip", "10.0.0.1"])).toBe("10.0.0.1");
    expect(hostOf(name, ["ip", "10.0.0.1"], ["host.ip", "10.0.0.2"])).toBe("10.0.0.2");
    expect(hostOf(name, ["host.ip", "10.0.0.2"], ["host.id", "i-1"])).toBe("i-1");
    expect(hostOf(["service.name", "cart"])).toBe("");
  });

  it("may have a loopback address, as to Jaeger's servers, but not a name that all have", () => {
    expect(hostOf(["ip", "127.0.0.1"])).toBe("127.0.0.1");
    expect(hostOf(["host.ip", "::1"])).toBe("::1");
    expect(hostOf(["host.name", "localhost"])).toBe("");
    expect(hostOf(["host.id", ""], ["host.name", "web"])).toBe("web");
  });
});
