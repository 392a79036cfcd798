import { describe, expect, it } from "vitest";
import {
  contextHeaders,
  curlCommand,
  flagNames,
  flagsText,
  traceparent,
  traceStateMembers,
} from "./trace-context";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";

describe("traceparent", () => {
  it("writes version, ids and the low byte of the flags", () => {
    expect(traceparent(traceId, spanId, 0x303)).toBe(`00-${traceId}-${spanId}-03`);
    expect(traceparent(traceId, spanId, 0)).toBe(`00-${traceId}-${spanId}-00`);
    expect(traceparent(traceId, spanId, undefined)).toBe(`00-${traceId}-${spanId}-01`);
  });

  it.each([
    [traceId.toUpperCase(), spanId],
    ["0".repeat(32), spanId],
    [traceId, "0".repeat(16)],
    [traceId, ""],
    ["odd", spanId],
  ])("is not made of %s and %s", (trace, span) => {
    expect(traceparent(trace, span, 1)).toBeUndefined();
  });
});

describe("flagNames", () => {
  it("reads W3C's and OTLP's bits", () => {
    expect(flagNames(0, "otlp-json")).toEqual([]);
    expect(flagNames(0x103, "otlp-json")).toEqual(["sampled", "random", "local"]);
    expect(flagNames(0x301, "otlp-json")).toEqual(["sampled", "remote"]);
    // Without bit 8, bit 9 says nothing.
    expect(flagNames(0x200, "otlp-json")).toEqual([]);
  });

  it("reads bit 1 of Jaeger's format as its debug flag", () => {
    expect(flagNames(3, "jaeger-v1")).toEqual(["sampled", "debug"]);
  });

  it("writes the number in full", () => {
    expect(flagsText(1)).toBe("0x01");
    expect(flagsText(0xffff_ffff)).toBe("0xffffffff");
  });
});

describe("traceStateMembers", () => {
  it("splits by vendor, in order, values with equals signs whole", () => {
    expect(traceStateMembers("rojo=1, congo=a=b ,,t@v=2")).toEqual([
      { vendor: "rojo", value: "1" },
      { vendor: "congo", value: "a=b" },
      { vendor: "t@v", value: "2" },
    ]);
  });

  it("keeps what is broken as it stands", () => {
    expect(traceStateMembers("nonsense,=x")).toEqual([
      { vendor: "", value: "nonsense" },
      { vendor: "", value: "x" },
    ]);
  });
});

describe("copies of the context", () => {
  const parent = `00-${traceId}-${spanId}-01`;
  const text = (key: string, value: string) => ({ key, value: { type: "string", value } }) as const;

  it("are headers", () => {
    expect(contextHeaders(parent, "")).toBe(`traceparent: ${parent}`);
    expect(contextHeaders(parent, "a=1")).toBe(`traceparent: ${parent}\ntracestate: a=1`);
  });

  it("are a command for the address of the span", () => {
    expect(curlCommand(parent, "a=1", [])).toBe(
      `curl -H 'traceparent: ${parent}' -H 'tracestate: a=1' "$URL"`,
    );
    expect(
      curlCommand(parent, "", [
        text("url.full", "https://a.example/x?y=[1]"),
        text("http.request.method", "POST"),
      ]),
    ).toBe(`curl -X POST -H 'traceparent: ${parent}' --globoff 'https://a.example/x?y=[1]'`);
  });

  it("let no value out of its quotes", () => {
    const command = curlCommand(parent, "a='; rm -rf ~ #\nX-Evil: 1", [
      text("url.full", "https://a.example/';reboot;'"),
      text("http.request.method", "$(reboot)"),
    ]);
    expect(command).toBe(
      String.raw`curl -H 'traceparent: ${parent}' -H 'tracestate: a='\''; rm -rf ~ # X-Evil: 1' --globoff 'https://a.example/'\'';reboot;'\'''`,
    );
    expect(curlCommand(parent, "", [text("http.url", "file:///etc/passwd")])).toContain('"$URL"');
  });
});
