import type { Attribute } from "@/model/attribute";
import type { SpanView } from "@/model/span-view";
import { indexedMessages } from "./genai-indexed";
import { valueJson, valueText } from "./value-text";

/** What a part of a message is. */
export type GenAiPartKind = "text" | "toolCall" | "toolResult";

export interface GenAiMessage {
  /** As it was recorded: "system", "user", "assistant", "tool", …; "" where it is not said. */
  readonly role: string;
  readonly kind: GenAiPartKind;
  /** Of a tool; "" else. */
  readonly name: string;
  readonly text: string;
}

/** What the conventions for generative AI record of a call, in words that a person reads. */
export interface GenAiView {
  /** The facts that are there, by name; values as they were recorded. */
  readonly facts: ReadonlyMap<GenAiFact, string>;
  readonly messages: readonly GenAiMessage[];
}

/** Keys of the present conventions first, then those that they replaced. */
const factKeys = {
  operation: ["gen_ai.operation.name"],
  agent: ["gen_ai.agent.name"],
  tool: ["gen_ai.tool.name"],
  provider: ["gen_ai.provider.name", "gen_ai.system"],
  model: ["gen_ai.request.model"],
  responseModel: ["gen_ai.response.model"],
  inputTokens: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
  outputTokens: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
  finish: ["gen_ai.response.finish_reasons"],
  conversation: ["gen_ai.conversation.id"],
} as const;
export type GenAiFact = keyof typeof factKeys;

/** Longer texts are not taken apart: it would hold the page up. They are among the attributes. */
const longestParsed = 2_000_000;
const mostMessages = 2000;

type Json = Readonly<Record<string, unknown>>;
const isObject = (json: unknown): json is Json =>
  typeof json === "object" && json !== null && !Array.isArray(json);
const textOf = (json: unknown): string =>
  json === undefined || json === null
    ? ""
    : typeof json === "string"
      ? json
      : JSON.stringify(json, undefined, 2);
const member = (json: Json, name: string): unknown =>
  Object.hasOwn(json, name) ? json[name] : undefined;

/** The JSON of a value, structured or as text; undefined when it is neither. */
function jsonOf({ value }: Attribute): unknown {
  const isText = value.type === "string";
  if (!isText && value.type !== "array" && value.type !== "kvlist") return undefined;
  const text = isText ? value.value : valueJson(value);
  if (text.length > longestParsed) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function partOf(role: string, part: unknown): GenAiMessage {
  if (!isObject(part)) return { role, kind: "text", name: "", text: textOf(part) };
  const type = member(part, "type");
  const call = member(part, "function");
  const name = textOf(member(part, "name") ?? (isObject(call) ? member(call, "name") : undefined));
  if (type === "tool_call" || type === "function" || type === "tool_use") {
    const given = isObject(call) ? member(call, "arguments") : member(part, "arguments");
    return { role, kind: "toolCall", name, text: textOf(given ?? member(part, "input")) };
  }
  if (type === "tool_call_response" || type === "tool_result") {
    const given = member(part, "response") ?? member(part, "result") ?? member(part, "content");
    return { role, kind: "toolResult", name, text: textOf(given) };
  }
  const text = member(part, "content") ?? member(part, "text");
  return { role, kind: "text", name: "", text: textOf(text ?? part) };
}

/** What stands in a list of calls is one, whether it says so or not. */
const callOf = (role: string, call: unknown): GenAiMessage =>
  partOf(role, isObject(call) ? { ...call, type: "tool_call" } : call);

/** The messages in a value: a list, or one; those of today have parts, older ones content. */
function messagesOf(json: unknown, role: string): GenAiMessage[] {
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  return list.flatMap((one) => {
    if (!isObject(one)) return [partOf(role, one)];
    const inner = member(one, "message");
    const message = isObject(inner) ? inner : one;
    const own = textOf(member(message, "role")) || role;
    const parts = member(message, "parts");
    if (Array.isArray(parts)) return parts.map((part) => partOf(own, part));
    const calls = member(message, "tool_calls");
    const found: GenAiMessage[] = Array.isArray(calls)
      ? calls.map((call) => callOf(own, call))
      : [];
    const content = member(message, "content");
    if (Array.isArray(content)) return [...content.map((part) => partOf(own, part)), ...found];
    if (content !== undefined || found.length === 0) found.unshift(partOf(own, message));
    return found;
  });
}

/** Attributes that hold messages, in the order of a conversation, and who speaks in them. */
const messageKeys: readonly (readonly [key: string, role: string])[] = [
  ["gen_ai.system_instructions", "system"],
  ["gen_ai.prompt", "user"],
  ["gen_ai.input.messages", "user"],
  ["gen_ai.completion", "assistant"],
  ["gen_ai.output.messages", "assistant"],
];

function messagesIn(attributes: readonly Attribute[]): GenAiMessage[] {
  const found: GenAiMessage[] = [];
  for (const [key, role] of messageKeys) {
    for (const attribute of attributes) {
      if (attribute.key !== key) continue;
      const json = jsonOf(attribute) ?? valueText(attribute.value);
      found.push(...messagesOf(json, role));
    }
    for (const message of indexedMessages(attributes, key))
      found.push(...messagesOf(message, role));
  }
  for (const [wanted, kind] of toolKeys) {
    for (const { key, value } of attributes) {
      if (key === wanted) found.push({ role: "tool", kind, name: "", text: valueText(value) });
    }
  }
  return found;
}

/** Of the present conventions, and what they replaced: first what a tool was given. */
const toolKeys: readonly (readonly [key: string, kind: GenAiPartKind])[] = [
  ["gen_ai.tool.call.arguments", "toolCall"],
  ["gen_ai.tool.input", "toolCall"],
  ["gen_ai.tool.call.result", "toolResult"],
  ["gen_ai.tool.output", "toolResult"],
];

/** Events of the older conventions, one a message: their names say who speaks. */
const eventRoles: ReadonlyMap<string, string> = new Map([
  ["gen_ai.system.message", "system"],
  ["gen_ai.user.message", "user"],
  ["gen_ai.assistant.message", "assistant"],
  ["gen_ai.tool.message", "tool"],
  ["gen_ai.choice", "assistant"],
]);

/** The messages of an event of the older conventions: its content, and the calls of tools beside it. */
function eventMessages(attributes: readonly Attribute[], role: string): GenAiMessage[] {
  const content = attributes.find(({ key }) => /(^|\.)(content|message|body)$/.test(key));
  const calls = attributes.find(({ key }) => /(^|\.)tool_calls$/.test(key));
  const found = content ? messagesOf(jsonOf(content) ?? valueText(content.value), role) : [];
  const list = calls && (jsonOf(calls) ?? valueText(calls.value));
  return calls ? [...found, ...messagesOf({ tool_calls: list }, role)] : found;
}

/** What a span says of a call of generative AI; undefined where it says nothing of one. */
export function genAiOf(view: SpanView): GenAiView | undefined {
  const isCall = ({ key }: Attribute) => key.startsWith("gen_ai.");
  const events = view.events.filter((event) => event.name.startsWith("gen_ai."));
  if (!view.attributes.some(isCall) && events.length === 0) return undefined;
  const facts = new Map<GenAiFact, string>();
  for (const fact of Object.keys(factKeys) as GenAiFact[]) {
    for (const key of factKeys[fact]) {
      const found = view.attributes.find((attribute) => attribute.key === key);
      if (found && !facts.has(fact)) facts.set(fact, valueText(found.value));
    }
  }
  const messages = messagesIn(view.attributes);
  for (const event of events) {
    const role = eventRoles.get(event.name);
    const inside = messagesIn(event.attributes);
    if (inside.length > 0) messages.push(...inside);
    else if (role !== undefined) messages.push(...eventMessages(event.attributes, role));
    if (messages.length > mostMessages) break;
  }
  if (facts.size === 0 && messages.length === 0) return undefined;
  return { facts, messages: messages.slice(0, mostMessages) };
}
