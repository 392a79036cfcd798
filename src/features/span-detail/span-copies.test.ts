import { describe, expect, it } from "vitest";
import { readSpan } from "@/model/read-span";
import { spanIndex } from "@/model/indexes";
import { readTraces } from "@/testing/corpus-traces";
import { sampleView, text } from "./span-detail-fixture";
import { spanMarkdown } from "./span-markdown";
import { spanOtlp } from "./span-otlp";

describe("spanOtlp", () => {
  it("reads back as the same span, to the last digit", async () => {
    const copied = {
      ...sampleView,
      // A link within the trace has its row, and the trace has one row now.
      links: sampleView.links
        .filter((link) => link.relation === "link")
        .map((link) => ({ ...link, target: -1 })),
    };
    const document = spanOtlp(copied);
    const [trace] = await readTraces(new TextEncoder().encode(document));
    if (!trace) throw new Error("no trace");
    const again = readSpan(trace, spanIndex(0));
    for (const field of ["attributes", "links", "scope", "status", "traceState"] as const) {
      expect({ [field]: again[field] }).toEqual({ [field]: copied[field] });
    }
    expect(again.resource.attributes).toEqual(copied.resource.attributes);
    expect(again.startUnixNano).toBe(copied.startUnixNano);
    expect(again.durationNs).toBe(copied.durationNs);
    expect(again.traceFlags).toBe(copied.traceFlags);
    expect(again.events.map((event) => [event.name, event.timeUnixNano])).toEqual(
      copied.events.map((event) => [event.name, event.timeUnixNano]),
    );
    expect(spanOtlp({ ...again, links: copied.links })).toBe(document);
  });
});

describe("spanMarkdown", () => {
  const words = {
    ...{ key: "Key", value: "Value", span: "Span", service: "Service", kind: "Kind" },
    ...{ status: "Status", statusMessage: "Message", start: "Start", duration: "Duration" },
    ...{ spanId: "Span ID", traceId: "Trace ID", attributes: "Attributes" },
    ...{ resource: "Resource", events: "Events", links: "Links", link: "Link" },
    shownOf: (shown: number, total: number) => `${shown} of ${total}`,
  };
  const note = (attributes = sampleView.attributes) =>
    spanMarkdown({ ...sampleView, attributes }, words, (ns) => `${ns}ns`, "https://a/trace/1");

  it("has the facts, the attributes and the events", () => {
    const lines = note();
    expect(lines).toContain("| Span | `stitch_frames` |");
    expect(lines).toContain("| Message | `CUDA out of memory` |");
    expect(lines).toContain("| Link | <https://a/trace/1> |");
    expect(lines).toContain("#### Attributes");
    expect(lines).toContain("| `http.response.status_code` | `500` |");
    expect(lines).toContain("#### Events");
  });

  it("has events from before the span, texts with bars, and links", () => {
    const event = { timeUnixNano: 0n, droppedAttributesCount: 0 };
    const attributes = [{ key: "a|b", value: text("c|d") }];
    const lines = spanMarkdown(
      {
        ...sampleView,
        events: [{ ...event, name: "early", timeNs: sampleView.startNs - 5, attributes }],
      },
      words,
      (ns) => `${ns}ns`,
      "https://a/trace/1",
    );
    expect(lines).toContain("#### Events\n\n- −5ns `early`\n  - `a|b`: `c|d`\n");
    const [link] = sampleView.links;
    expect(lines).toContain(`#### Links\n\n- \`${link?.traceId}\` \`${link?.spanId}\`\n`);
  });

  it("says of how many events it has some", () => {
    const [event] = sampleView.events;
    const events = Array.from({ length: 60 }, () => event!);
    const lines = spanMarkdown({ ...sampleView, events }, words, String, "https://a/");
    expect(lines).toContain("\n- 50 of 60\n");
  });

  it("keeps what came from outside within code", () => {
    const value = "a|b `c` ``d\n<script>";
    expect(note([{ key: "x|y", value: text(value) }])).toContain(
      "| `x\\|y` | ```a\\|b `c` ``d <script>``` |",
    );
  });
});
