import type { AttributeTable } from "@/model/attribute-table";
import { wireValue } from "@/model/attribute-table";
import { decodeWireValue } from "@/model/read-value";
import type { Trace } from "@/model/trace";
import { liftedField } from "./lifted-keys";
import { valueText } from "./value-text";

/** What spans are grouped by. */
export type GroupKey =
  | { readonly by: "service" }
  | { readonly by: "name" }
  | { readonly by: "attribute"; readonly key: string };

/** Each span's group, and what the groups are called. */
export interface SpanGroups {
  /** Position in `labels`, of every span. */
  readonly ofSpan: Uint32Array;
  /** Distinct, in the order of the first span; undefined: without the attribute. */
  readonly labels: readonly (string | undefined)[];
}

/**
 * Groups the spans of a trace. An attribute is the span's own, else the field that other formats
 * write under this key, else the resource's. Keys compare as they are; a value counts by its text,
 * and one without any, as no value.
 */
export function spanGroups(trace: Trace, key: GroupKey): SpanGroups {
  const { spans, names, resourceService } = trace;
  switch (key.by) {
    case "service":
      return byNumber(
        spans.length,
        (span) => resourceService[spans.resource[span]!]!,
        (name) => names[name] ?? "",
      );
    case "name":
      return byNumber(
        spans.length,
        (span) => spans.name[span]!,
        (name) => names[name] ?? "",
      );
    case "attribute":
      return byAttribute(trace, key.key);
  }
}

function byNumber(
  spanCount: number,
  numberOf: (span: number) => number,
  labelOf: (number: number) => string,
): SpanGroups {
  const ofSpan = new Uint32Array(spanCount);
  const groups = new Map<number, number>();
  const labels: string[] = [];
  for (let span = 0; span < spanCount; span += 1) {
    const number = numberOf(span);
    let group = groups.get(number);
    if (group === undefined) {
      group = labels.length;
      groups.set(number, group);
      labels.push(labelOf(number));
    }
    ofSpan[span] = group;
  }
  return { ofSpan, labels };
}

function byAttribute(trace: Trace, key: string): SpanGroups {
  const { spans, strings, attributes, resources } = trace;
  const ofSpan = new Uint32Array(spans.length);
  const groups = new Map<string | undefined, number>();
  const labels: (string | undefined)[] = [];
  const groupOf = (text: string | undefined): number => {
    const label = text === "" ? undefined : text;
    let group = groups.get(label);
    if (group === undefined) {
      group = labels.length;
      groups.set(label, group);
      labels.push(label);
    }
    return group;
  };
  // A type and a value that were seen before are a group that is known, without their text.
  const known = new Map<number, number>();
  const lifted = liftedField(key);
  const valueIn = (table: AttributeTable, owner: number): number | undefined => {
    const end = table.offset[owner + 1]!;
    for (let row = table.offset[owner]!; row < end; row += 1) {
      if (!isKey(table.key[row]!)) continue;
      const seen = table.value[row]! * 16 + table.type[row]!;
      let group = known.get(seen);
      if (group === undefined) {
        group = groupOf(valueText(decodeWireValue(wireValue(table, row, strings))));
        known.set(seen, group);
      }
      return group;
    }
    return undefined;
  };
  const keyIds = new Map<number, boolean>();
  function isKey(id: number): boolean {
    let answer = keyIds.get(id);
    if (answer === undefined) {
      answer = strings.text(id) === key;
      keyIds.set(id, answer);
    }
    return answer;
  }
  for (let span = 0; span < spans.length; span += 1) {
    let group = valueIn(attributes, span);
    if (group === undefined) {
      const field = lifted?.(trace, span);
      if (field !== undefined) group = groupOf(field);
    }
    group ??= valueIn(resources.attributes, spans.resource[span]!);
    ofSpan[span] = group ?? groupOf(undefined);
  }
  return { ofSpan, labels };
}
