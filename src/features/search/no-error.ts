import { parseAttributeText } from "@/lib/logfmt";

/** What a Jaeger reads as false. */
const falsehoods: ReadonlySet<string> = new Set(["0", "f", "F", "false", "FALSE", "False"]);

/** True for attributes, as typed, that ask for `error=false`: not every source means the same by it. */
export function asksForNoError(text: string): boolean {
  if (!text.includes("error")) return false;
  const read = parseAttributeText(text);
  if (!("attributes" in read) || !Object.hasOwn(read.attributes, "error")) return false;
  return falsehoods.has(read.attributes["error"] ?? "");
}
