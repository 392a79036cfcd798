import { leastChange, type GraphChange } from "@/derive/service-diff";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { EdgeRelation } from "@/model/service-graph";
import { ChangeMark } from "./ChangeSign";
import { errorSteps, type ColorBy } from "./graph-colors";
import styles from "./GraphLegend.module.css";

const steps = ["0", "1", "2", "3", "4"] as const;
const changes = ["new", "gone", "up", "down"] as const satisfies readonly GraphChange[];
const dashes: readonly (readonly [EdgeRelation, string | undefined])[] = [
  ["message", "9 4"],
  ["link", "2 4"],
];

/** What widths, colours and dashes of the drawing mean. */
export function GraphLegend(props: {
  readonly colorBy: ColorBy;
  readonly relations: ReadonlySet<EdgeRelation>;
  /** False: there are no figures that edges could be coloured by. */
  readonly hasFigures: boolean;
  /** The drawing compares two graphs. */
  readonly compares: boolean;
}) {
  const { graph, graphDiff } = useMessages();
  const { legend: words } = graph;
  const formats = useFormats();
  const said = (step: number): string =>
    step === 0 ? formats.percent(0) : `> ${formats.percent(errorSteps[step - 1] ?? 0)}`;
  return (
    <div className={styles.legend} role="group" aria-label={words.label}>
      <span>{props.compares ? graphDiff.legend.width : words.width}</span>
      {props.compares && (
        <span className={styles.scale}>
          {graphDiff.by[props.colorBy]}
          {changes.map((change) => (
            <span key={change} className={styles.step}>
              <ChangeMark change={change} />
              {change === "up" || change === "down"
                ? graphDiff.legend[change](formats.percent(leastChange))
                : graphDiff.change[change]}
            </span>
          ))}
          <span className={styles.step}>
            <span className={styles.swatch} data-tone="same" aria-hidden="true" />
            {graphDiff.legend.same}
          </span>
        </span>
      )}
      {props.hasFigures && !props.compares && (
        <span className={styles.scale}>
          {props.colorBy === "errors" ? words.errors : words.latency}
          {steps.map((step, at) => (
            <span key={step} className={styles.step}>
              <span className={styles.swatch} data-tone={step} aria-hidden="true" />
              {props.colorBy === "errors" && said(at)}
            </span>
          ))}
        </span>
      )}
      {dashes.map(
        ([relation, dash]) =>
          props.relations.has(relation) && (
            <span key={relation} className={styles.step}>
              <svg width="28" height="8" aria-hidden="true">
                <path d="M0 4h28" strokeDasharray={dash} className={styles.dash} />
              </svg>
              {relation === "message" ? words.message : words.link}
            </span>
          ),
      )}
      {props.relations.has("peer") && (
        <span className={styles.step}>
          <span className={styles.peer} aria-hidden="true" />
          {words.peer}
        </span>
      )}
    </div>
  );
}
