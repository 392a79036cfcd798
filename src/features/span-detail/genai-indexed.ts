import type { Attribute } from "@/model/attribute";
import { valueText } from "./value-text";

/*
 * The form that came before messages were JSON: an attribute for each field of each message.
 *
 *     gen_ai.prompt.0.role = "user"
 *     gen_ai.prompt.0.content = "What is the weather in Riga?"
 *     gen_ai.completion.0.tool_calls.0.name = "weather"
 *     gen_ai.completion.0.tool_calls.0.arguments = "{\"city\": \"Riga\"}"
 */

interface IndexedCall {
  readonly type: "tool_call";
  name?: string;
  arguments?: string;
}

/** A message in the form of the JSON that replaced it. */
export interface IndexedMessage {
  role?: string;
  content?: unknown;
  tool_calls?: readonly IndexedCall[];
}

/** A place is the number of a message, not as long as one that somebody made up. */
const field =
  /^(\d{1,6})\.(?:(role|content)|tool_calls\.(\d{1,6})\.(?:function\.)?(name|arguments))$/;

function contentOf(text: string): unknown {
  if (!/^\s*\[\s*\{/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const byPlace = <T>(map: ReadonlyMap<number, T>): T[] =>
  [...map].sort(([a], [b]) => a - b).map(([, one]) => one);

/** The messages whose fields are attributes under a key and a number, by that number. */
export function indexedMessages(
  attributes: readonly Attribute[],
  key: string,
): readonly IndexedMessage[] {
  const messages = new Map<number, IndexedMessage>();
  const calls = new Map<number, Map<number, IndexedCall>>();
  for (const attribute of attributes) {
    if (!attribute.key.startsWith(`${key}.`)) continue;
    const [match, place, own, callPlace, ofCall] =
      field.exec(attribute.key.slice(key.length + 1)) ?? [];
    if (match === undefined) continue;
    const at = Number(place);
    const message = messages.get(at) ?? {};
    messages.set(at, message);
    const text = valueText(attribute.value);
    if (own === "role") message.role = text;
    else if (own === "content") message.content = contentOf(text);
    else {
      const list = calls.get(at) ?? new Map<number, IndexedCall>();
      calls.set(at, list);
      const call = list.get(Number(callPlace)) ?? { type: "tool_call" };
      list.set(Number(callPlace), call);
      if (ofCall === "name") call.name = text;
      else call.arguments = text;
    }
  }
  for (const [at, list] of calls) {
    const message = messages.get(at);
    if (message) message.tool_calls = byPlace(list);
  }
  return byPlace(messages);
}
