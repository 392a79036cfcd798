import { useId, useState, type ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Attribute } from "@/model/attribute";
import type { SpanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import { useSpanDetail } from "@/queries/trace";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { IconButton } from "@/widgets/IconButton";
import { compareAttributes } from "./attribute-differences";
import { type Compared, type Side, spanAt, spansInRow } from "./compared";
import { ComparedGroups, ComparedValues } from "./ComparedValues";
import { DurationSpread } from "./DurationSpread";
import styles from "./RowDetails.module.css";
import { rowTitle } from "./row-facts";
import { eventGroups, linkGroups, spanFacts } from "./span-facts";

export interface RowDetailsProps {
  readonly compared: Compared;
  readonly row: number;
  readonly onClose: () => void;
  /** A link to a span in its own trace. */
  readonly spanLink: (side: Side, span: number, words: string) => ReactNode;
  /** The subtrees of a span of A and one of B are to be compared. */
  readonly onSubtrees: (a: number, b: number) => void;
}

/** The spans of a row side by side: what differs between them, or everything. */
export function RowDetails(props: RowDetailsProps) {
  const { compared, row, onClose, spanLink, onSubtrees } = props;
  const { compare: all, spanDetail } = useMessages();
  const words = all.details;
  const formats = useFormats();
  const [showEqual, setShowEqual] = useState(false);
  const [places, setPlaces] = useState({ row, a: 0, b: 0 });
  const place = places.row === row ? places : { row, a: 0, b: 0 };
  const titleId = useId();
  const a = spanAt(compared, "a", row, place.a);
  const b = spanAt(compared, "b", row, place.b);
  const viewA = useSpanDetail(compared.a.handle, a, compared.sources?.a);
  const viewB = useSpanDetail(compared.b.handle, b, compared.sources?.b);
  const problem = viewA.problem ?? viewB.problem;
  const isLoading = (a !== undefined && !viewA.data) || (b !== undefined && !viewB.data);
  const step = (side: Side, by: number) => setPlaces({ ...place, [side]: place[side] + by });
  const facts = (view: SpanView | undefined): Attribute[] | undefined =>
    view && spanFacts(view, words, spanDetail, formats);
  const table = (
    title: string,
    inA: readonly Attribute[] | undefined,
    inB: readonly Attribute[] | undefined,
  ) => <ComparedValues title={title} values={compareAttributes(inA, inB)} showEqual={showEqual} />;
  return (
    // Escape means the same wherever the focus is in here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles.details}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={titleId} tabIndex={-1}>
          <span className="visually-hidden">{words.label}: </span>
          <bdi>{rowTitle(compared, row, all.grid)}</bdi>
        </h2>
        <IconButton
          size="s"
          label={words.close}
          onClick={onClose}
          icon={
            <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.icon}>
              <path d="m4 4 8 8m0-8-8 8" />
            </svg>
          }
        />
      </div>
      <div className={styles.spans}>
        {(["a", "b"] as const).map((side) => (
          <SpanChoice
            key={side}
            side={side}
            span={side === "a" ? a : b}
            place={place[side]}
            count={spansInRow(compared, side, row).length}
            onStep={(by) => step(side, by)}
            spanLink={spanLink}
          />
        ))}
      </div>
      {a !== undefined && b !== undefined && hasSubtrees(compared, a, b) && (
        <Button
          size="s"
          className={styles.subtrees}
          title={all.subtrees.compareHelp}
          onClick={() => onSubtrees(a, b)}
        >
          {all.subtrees.compare}
        </Button>
      )}
      <Figures compared={compared} row={row} />
      <DurationSpread compared={compared} row={row} />
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={showEqual}
          onChange={(event) => setShowEqual(event.currentTarget.checked)}
        />
        {words.showEqual}
      </label>
      {problem ? (
        <ProblemAlert
          title={words.problem}
          problem={problem}
          onRetry={() => {
            viewA.retry();
            viewB.retry();
          }}
        />
      ) : isLoading ? (
        <p role="status" className={styles.muted}>
          {words.loading}
          <Busy />
        </p>
      ) : (
        <>
          {table(words.span, facts(viewA.data), facts(viewB.data))}
          {table(words.attributes, viewA.data?.attributes, viewB.data?.attributes)}
          <ComparedGroups
            title={words.events}
            groups={eventGroups(viewA.data, viewB.data, words, formats)}
            showEqual={showEqual}
          />
          <ComparedGroups
            title={words.links}
            groups={linkGroups(viewA.data, viewB.data, words, formats)}
            showEqual={showEqual}
          />
          {table(words.resource, viewA.data?.resource.attributes, viewB.data?.resource.attributes)}
        </>
      )}
    </section>
  );
}

/** True for spans with something below them that are not all there is. */
const hasSubtrees = ({ a, b }: Compared, inA: SpanIndex, inB: SpanIndex): boolean =>
  (inA > 0 || inB > 0) &&
  ((a.core.spans.subtreeEnd[inA] ?? 0) > inA + 1 || (b.core.spans.subtreeEnd[inB] ?? 0) > inB + 1);

/** Which of a row's spans is shown, where it has several, and the way to it. */
function SpanChoice(props: {
  readonly side: Side;
  readonly span: number | undefined;
  readonly place: number;
  readonly count: number;
  readonly onStep: (by: number) => void;
  readonly spanLink: RowDetailsProps["spanLink"];
}) {
  const { side, span, place, count, onStep, spanLink } = props;
  const words = useMessages().compare.details;
  const formats = useFormats();
  const [previous, next] =
    side === "a" ? [words.previousA, words.nextA] : [words.previousB, words.nextB];
  if (span === undefined) {
    return (
      <p>
        <b>{words[side]}</b> {words.absent}
      </p>
    );
  }
  return (
    <p>
      <b>{words[side]}</b>
      {count > 1 && (
        <>
          <IconButton
            size="s"
            label={previous}
            disabled={place === 0}
            onClick={() => onStep(-1)}
            icon={
              <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.icon}>
                <path d="M10 3 5 8l5 5" />
              </svg>
            }
          />
          <span>{words.ofGroup(formats.number(place + 1), formats.number(count))}</span>
          <IconButton
            size="s"
            label={next}
            disabled={place >= count - 1}
            onClick={() => onStep(1)}
            icon={
              <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.icon}>
                <path d="m6 3 5 5-5 5" />
              </svg>
            }
          />
        </>
      )}
      {spanLink(side, span, side === "a" ? words.openInA : words.openInB)}
    </p>
  );
}

/** The figures of all spans of the row. */
function Figures({ compared, row }: { readonly compared: Compared; readonly row: number }) {
  const words = useMessages().compare.details;
  const formats = useFormats();
  const { a, b } = compared.comparison;
  const figure = (key: string, inA: number, inB: number, format: (value: number) => string) => ({
    key,
    a: format(inA),
    b: format(inB),
    differs: inA !== inB,
  });
  const { number, duration } = formats;
  return (
    <ComparedValues
      title={words.figures}
      showEqual
      values={[
        figure(words.spans, a.count[row] ?? 0, b.count[row] ?? 0, number),
        figure(words.total, a.totalNs[row] ?? 0, b.totalNs[row] ?? 0, duration),
        figure(words.self, a.selfNs[row] ?? 0, b.selfNs[row] ?? 0, duration),
        figure(words.criticalPath, a.pathNs[row] ?? 0, b.pathNs[row] ?? 0, duration),
        figure(words.errors, a.errors[row] ?? 0, b.errors[row] ?? 0, number),
      ]}
    />
  );
}
