import type { ServiceNode } from "@/model/service-graph";
import { shortText } from "@/trace-ui/short-text";

interface NameWords {
  readonly unnamed: string;
  readonly otherNames: string;
}

/** Longer names are cut in boxes; table and panel have them whole. */
const longestLabel = 30;

/** What a node is called, whole. */
export function nodeName(node: ServiceNode, unit: "service" | "name", words: NameWords): string {
  const service = node.service === "" ? words.unnamed : node.service;
  if (node.members) return `${service} (${node.members.length})`;
  if (unit === "service" || node.peer !== undefined) return service;
  return `${service}: ${node.spanName ?? words.otherNames}`;
}

/** What stands in its box. */
export function nodeLabel(node: ServiceNode, unit: "service" | "name", words: NameWords): string {
  return shortText(nodeName(node, unit, words), longestLabel);
}
