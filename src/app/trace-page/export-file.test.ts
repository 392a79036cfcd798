import { expect, it } from "vitest";
import type { TraceCore } from "@/model/trace";
import type { ExportFormat } from "@/model/trace-export";
import { exportFileName, pictureFileName } from "./export-file";

const nameOf = (rootService: string, traceId: string, format: ExportFormat = "otlp-json") =>
  exportFileName({ traceId, summary: { rootService } } as TraceCore, {
    format,
    sourceFormat: "otlp-json",
    losses: [],
  });

it("names a file after the root service and the trace", () => {
  const id = "4bf92f3577b34da6a3ce929d0e0e4736";
  expect(nameOf("api-gateway", id)).toBe("api-gateway-0e0e4736.otlp.json");
  expect(nameOf("api-gateway", id, "jaeger-v1")).toBe("api-gateway-0e0e4736.jaeger.json");
  expect(nameOf("служба заказов", id, "source")).toBe("служба-заказов-0e0e4736.json");
  const core = { traceId: id, summary: { rootService: "api-gateway" } } as TraceCore;
  expect(pictureFileName(core, "svg")).toBe("api-gateway-0e0e4736.svg");
  expect(nameOf("", id)).toBe("0e0e4736.otlp.json");
});

it("has nothing in a name that a file system gives a meaning", () => {
  expect(nameOf("../../etc/passwd", "a/b")).toBe("etc-passwd-a-b.otlp.json");
  expect(nameOf("con:\u0000<b>\u202e|?*", "//")).toBe("con-b.otlp.json");
  expect(nameOf("///", "...")).toBe("trace.otlp.json");
  expect(nameOf("x".repeat(1000), "1").length).toBeLessThan(70);
});
