import { describe, expect, it } from "vitest";
import type { Attribute } from "@/model/attribute";
import { genAiOf } from "./genai";
import { int, sampleView, text } from "./span-detail-fixture";

const read = (attributes: readonly Attribute[], events: typeof sampleView.events = []) =>
  genAiOf({ ...sampleView, attributes, events });

describe("genAiOf", () => {
  it("is nothing where nothing is said of it", () => {
    expect(read([{ key: "http.route", value: text("/") }])).toBeUndefined();
  });

  it("has facts under present and former names", () => {
    const view = read([
      { key: "gen_ai.system", value: text("example") },
      { key: "gen_ai.usage.prompt_tokens", value: int(12n) },
      { key: "gen_ai.usage.input_tokens", value: int(13n) },
    ]);
    expect([...(view?.facts ?? [])]).toEqual([
      ["provider", "example"],
      ["inputTokens", "13"],
    ]);
  });

  it("reads messages of parts, with tool calls and their results", () => {
    const json = JSON.stringify([
      { role: "user", parts: [{ type: "text", content: "hi" }] },
      { role: "assistant", parts: [{ type: "tool_call", name: "get", arguments: { id: 1 } }] },
      { role: "tool", parts: [{ type: "tool_call_response", response: "2:1" }] },
    ]);
    expect(read([{ key: "gen_ai.input.messages", value: text(json) }])?.messages).toEqual([
      { role: "user", kind: "text", name: "", text: "hi" },
      { role: "assistant", kind: "toolCall", name: "get", text: '{\n  "id": 1\n}' },
      { role: "tool", kind: "toolResult", name: "", text: "2:1" },
    ]);
  });

  it("reads older content, also of events, and what is no JSON as text", () => {
    const older = JSON.stringify({
      message: {
        role: "assistant",
        content: "done",
        tool_calls: [{ type: "function", function: { name: "f", arguments: "{}" } }],
      },
    });
    const event = (name: string, content: string) => ({
      ...{ name, timeNs: 0, timeUnixNano: 0n, droppedAttributesCount: 0 },
      attributes: [{ key: "content", value: text(content) }],
    });
    const view = read(
      [{ key: "gen_ai.prompt", value: text("not { json") }],
      [event("gen_ai.user.message", "question"), event("gen_ai.choice", older)],
    );
    expect(view?.messages.map(({ role, kind, text: said }) => [role, kind, said])).toEqual([
      ["user", "text", "not { json"],
      ["user", "text", "question"],
      ["assistant", "text", "done"],
      ["assistant", "toolCall", "{}"],
    ]);
  });

  it("reads messages whose fields are attributes, by their numbers", () => {
    const fields: readonly (readonly [string, string])[] = [
      ["gen_ai.prompt.10.role", "tool"],
      ["gen_ai.prompt.10.content", "12 °C"],
      ["gen_ai.prompt.2.role", "user"],
      ["gen_ai.prompt.2.content", '[{"type":"text","text":"What is the weather?"}]'],
      ["gen_ai.completion.0.finish_reason", "tool_calls"],
      ["gen_ai.completion.0.role", "assistant"],
      ["gen_ai.completion.0.tool_calls.1.name", "tide"],
      ["gen_ai.completion.0.tool_calls.0.name", "weather"],
      ["gen_ai.completion.0.tool_calls.0.arguments", '{"city":"Riga"}'],
      ["gen_ai.completion.x.role", "nobody"],
    ];
    const view = read(fields.map(([key, value]) => ({ key, value: text(value) })));
    expect(view?.messages).toEqual([
      { role: "user", kind: "text", name: "", text: "What is the weather?" },
      { role: "tool", kind: "text", name: "", text: "12 °C" },
      { role: "assistant", kind: "toolCall", name: "weather", text: '{"city":"Riga"}' },
      { role: "assistant", kind: "toolCall", name: "tide", text: "" },
    ]);
  });

  it("reads what a tool was given and gave under the former names too", () => {
    const view = read([
      { key: "gen_ai.tool.output", value: text("2 pods") },
      { key: "gen_ai.tool.input", value: text('{"ns":"a"}') },
    ]);
    expect(view?.messages.map(({ role, kind, text: said }) => [role, kind, said])).toEqual([
      ["tool", "toolCall", '{"ns":"a"}'],
      ["tool", "toolResult", "2 pods"],
    ]);
  });

  it("reads the calls of tools of an event that says nothing else", () => {
    const calls = JSON.stringify([{ id: "1", function: { name: "f", arguments: "{}" } }]);
    const event = {
      ...{ name: "gen_ai.assistant.message", timeNs: 0, timeUnixNano: 0n },
      droppedAttributesCount: 0,
      attributes: [{ key: "tool_calls", value: text(calls) }],
    };
    expect(read([], [event])?.messages).toEqual([
      { role: "assistant", kind: "toolCall", name: "f", text: "{}" },
    ]);
  });

  it("survives what nobody would send", () => {
    for (const json of ["[null]", "[[]]", "{}", '{"__proto__":{"role":"x"}}', "[1,true]", '"x"']) {
      const view = read([{ key: "gen_ai.output.messages", value: text(json) }]);
      expect(view?.messages.every((one) => typeof one.text === "string")).toBe(true);
    }
  });
});
