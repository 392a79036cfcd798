import type { Catalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import { tooltipLine } from "@/trace-ui/hover-tooltip";
import { type Compared, namesInRow, type Side } from "./compared";
import { rowFacts } from "./row-facts";

/** Writes what there is to say of a row's bars: each trace's figures, then how they differ. */
export function describeBars(
  element: HTMLElement,
  compared: Compared,
  row: number,
  { messages, formats }: { readonly messages: Catalogue; readonly formats: Formats },
): void {
  const words = messages.compare.grid;
  const { tooltip } = messages.trace.timeline;
  const facts = rowFacts(compared, row, words, formats);
  element.replaceChildren(
    tooltipLine(facts.service, "service"),
    tooltipLine(facts.renamed === undefined ? facts.name : `${facts.name} → ${facts.renamed}`, ""),
  );
  const line = (side: Side) => {
    const { startNs, selfNs } = compared.comparison[side];
    const { times, duration } = facts[side];
    return [
      times === "" ? duration : `${times} ${duration}`,
      tooltip.self(formats.duration(selfNs[row] ?? 0)),
      tooltip.start(formats.duration(startNs[row] ?? 0)),
    ].join(" · ");
  };
  for (const side of ["a", "b"] as const) {
    if (namesInRow(compared, side, row) === undefined) continue;
    element.append(tooltipLine(`${words[side]}: ${line(side)}`, "figures"));
  }
  const differences = [...facts.remarks, ...(facts.delta === "" ? [] : [facts.delta])];
  if (differences.length === 0) return;
  const kind = facts.errorDelta > 0 ? "error" : "figures";
  element.append(tooltipLine(differences.join(" · "), kind));
}
