import type { ReactNode } from "react";
import type { SpanPosition } from "@/derive/span-position";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { SpanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import { usePreferences } from "@/state/preferences-store";
import { LongText } from "@/widgets/LongText";
import { visibleLine } from "@/widgets/visible-text";
import { CopyValue } from "./CopyValue";
import { PositionFact } from "./PositionFact";
import { longestTitle } from "./SpanHeader";
import { kindNames, statusNames } from "./span-words";
import styles from "./SpanDetail.module.css";
import { signedDuration, timesInDoubt, utcText } from "./times";
import { useLongTextLabels } from "./use-long-text-labels";

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface SpanFactsProps {
  readonly view: SpanView;
  readonly traceDurationNs: number;
  readonly selfTimeNs: number | undefined;
  /** How much of the critical path of its root is this span's own; undefined while unknown. */
  readonly criticalNs: number | undefined;
  /** How long what it consumes had waited; undefined where it consumes nothing. */
  readonly queueNs: number | undefined;
  readonly position: SpanPosition | undefined;
  readonly onSelect: (span: SpanIndex) => void;
}

/** What a span is and when it was: kind, status, times to the nanosecond, ids. */
export function SpanFacts(props: SpanFactsProps) {
  const { view, traceDurationNs, selfTimeNs, criticalNs, queueNs, position, onSelect } = props;
  const { facts, copy, kinds, status } = useMessages().spanDetail;
  const formats = useFormats();
  const labels = useLongTextLabels();
  const zone = usePreferences((preferences) => preferences.timeZone);
  const statusName = statusNames[view.status.code];
  const doubt = timesInDoubt(view.issues);
  return (
    <dl className={styles.facts}>
      {view.name.length > longestTitle && (
        <Fact label={facts.name}>
          <LongText source={view.name} labels={labels} />
        </Fact>
      )}
      {view.service.length > longestTitle && (
        <Fact label={facts.service}>
          <LongText source={view.service} labels={labels} />
        </Fact>
      )}
      <Fact label={facts.status}>
        <span className={styles.status} data-status={statusName}>
          {status[statusName]}
        </span>
      </Fact>
      {view.status.message !== "" && (
        <Fact label={facts.statusMessage}>
          <LongText source={view.status.message} labels={labels} />
          <CopyValue text={view.status.message} label={copy.statusMessage} />
        </Fact>
      )}
      <Fact label={facts.kind}>{kinds[kindNames[view.kind]]}</Fact>
      <Fact label={facts.duration}>
        <strong className={styles.figure}>{formats.duration(view.durationNs)}</strong>{" "}
        {traceDurationNs > 0 && (
          <span className={styles.figure}>
            {facts.shareOfTrace(formats.percent(view.durationNs / traceDurationNs))}
          </span>
        )}{" "}
        <span className={styles.exact}>{formats.durationExact(view.durationNs)}</span>{" "}
        {doubt.duration !== undefined && (
          <span className={styles.warning}>{facts[doubt.duration]}</span>
        )}
      </Fact>
      {selfTimeNs !== undefined && (
        <Fact label={facts.selfTime}>
          <span className={styles.figure}>{formats.duration(selfTimeNs)}</span>{" "}
          {view.durationNs > 0 && (
            <span className={styles.figure}>
              {facts.shareOfSpan(formats.percent(selfTimeNs / view.durationNs))}
            </span>
          )}{" "}
          <span className={styles.exact}>{formats.durationExact(selfTimeNs)}</span>
        </Fact>
      )}
      {criticalNs !== undefined && (
        <Fact label={facts.criticalPath}>
          {criticalNs > 0 ? (
            <span className={styles.figure}>{facts.onPath(formats.duration(criticalNs))}</span>
          ) : (
            facts.offPath
          )}
        </Fact>
      )}
      {queueNs !== undefined && (
        <Fact label={facts.queueTime}>
          <span className={styles.figure}>{formats.duration(queueNs)}</span>{" "}
          <span className={styles.exact}>{formats.durationExact(queueNs)}</span>
          {queueNs < 0 && <div className={styles.note}>{facts.takenEarly}</div>}
        </Fact>
      )}
      {position && position.count > 1 && (
        <Fact label={facts.position}>
          <PositionFact position={position} span={view.index} onSelect={onSelect} />
        </Fact>
      )}
      <Fact label={facts.start}>
        <span className={styles.figure}>{formats.dateTimeExact(view.startUnixNano, zone)}</span>{" "}
        <span className={styles.together}>
          <span className={styles.exact}>{zone === "utc" ? facts.utc : facts.local}</span>
          <CopyValue text={() => utcText(view.startUnixNano)} label={copy.start} />
        </span>{" "}
        {doubt.start !== undefined && <span className={styles.warning}>{facts[doubt.start]}</span>}
      </Fact>
      <Fact label={facts.fromTraceStart}>
        <span className={styles.figure}>{signedDuration(formats, view.startNs)}</span>{" "}
        <span className={styles.exact}>{formats.durationExact(view.startNs)}</span>
      </Fact>
      <Fact label={facts.spanId}>
        <bdi className={styles.id}>{visibleLine(view.spanId)}</bdi>
        <CopyValue text={view.spanId} label={copy.spanId} />
      </Fact>
      {view.parentSpanId !== "" && (
        <Fact label={facts.parentId}>
          <bdi className={styles.id}>{visibleLine(view.parentSpanId)}</bdi>
          <CopyValue text={view.parentSpanId} label={copy.parentId} />
        </Fact>
      )}
      <Fact label={facts.traceId}>
        <bdi className={styles.id}>{visibleLine(view.traceId)}</bdi>
        <CopyValue text={view.traceId} label={copy.traceId} />
      </Fact>
    </dl>
  );
}
