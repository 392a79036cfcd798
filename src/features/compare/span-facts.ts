import type { Formats } from "@/i18n/formats";
import type { Catalogue } from "@/i18n/catalogue";
import type { Attribute } from "@/model/attribute";
import type { SpanView } from "@/model/span-view";
import { compareEvents, compareLinks } from "./event-differences";
import type { ComparedGroup } from "./ComparedValues";

type DetailWords = Catalogue["compare"]["details"];

const kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"] as const;
const statuses = ["unset", "ok", "error"] as const;

/** The fields of a span, under their names on the screen. */
export function spanFacts(
  view: SpanView,
  words: DetailWords,
  names: Catalogue["spanDetail"],
  formats: Formats,
): Attribute[] {
  const text = (key: string, value: string): Attribute => ({
    key,
    value: { type: "string", value },
  });
  return [
    text(words.service, view.service),
    text(words.name, view.name),
    text(words.kind, names.kinds[kinds[view.kind] ?? "unspecified"]),
    text(words.status, names.status[statuses[view.status.code] ?? "unset"]),
    text(words.statusMessage, view.status.message),
    text(words.duration, formats.duration(view.durationNs)),
    text(words.scope, `${view.scope.name} ${view.scope.version}`.trim()),
    text(words.events, formats.number(view.events.length)),
    text(words.links, formats.number(view.links.length)),
  ];
}

/** The events of two spans, each with its name and when it was in A and in B. */
export function eventGroups(
  a: SpanView | undefined,
  b: SpanView | undefined,
  words: DetailWords,
  formats: Formats,
): ComparedGroup[] {
  return compareEvents(a, b).map(({ name, aNs, bNs, attributes, differs }) => ({
    title: name === "" ? words.noEventName : name,
    note: [
      aNs === undefined ? words.notInA : words.atA(formats.duration(aNs)),
      bNs === undefined ? words.notInB : words.atB(formats.duration(bNs)),
    ].join(", "),
    values: attributes,
    differs,
  }));
}

/** The links of two spans, each with where it leads to. */
export function linkGroups(
  a: SpanView | undefined,
  b: SpanView | undefined,
  words: DetailWords,
  formats: Formats,
): ComparedGroup[] {
  return compareLinks(a?.links, b?.links, words).map(({ values, differs }, at) => ({
    title: words.link(formats.number(at + 1)),
    note: "",
    values,
    differs,
  }));
}
