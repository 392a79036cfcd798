import { useMemo, useState, type ComponentType } from "react";
import type { LinksFromOthers } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { SpanKind } from "@/model/span-table";
import type { SpanLinkView, SpanView } from "@/model/span-view";
import type { TraceCore } from "@/model/trace";
import type { TraceFormat } from "@/model/trace-source";
import { shortText } from "@/trace-ui/short-text";
import { KeyValueRow, KeyValueTable } from "@/widgets/KeyValueTable";
import { LongText } from "@/widgets/LongText";
import { visibleLine } from "@/widgets/visible-text";
import { AttributeTable } from "./AttributeTable";
import { CopyValue } from "./CopyValue";
import { FlagsText } from "./FlagsText";
import { LinkingSpans, SpanList } from "./LinkingSpans";
import { spanLabel } from "./relations";
import { Section } from "./Section";
import { ShowMore } from "./ShowMore";
import styles from "./SpanDetail.module.css";
import { SpanLink } from "./SpanLink";
import { SpanName } from "./SpanName";
import { useLongTextLabels } from "./use-long-text-labels";

const firstShown = 20;
const step = 100;

/** Mentions a span of another trace: as `fallback` says until its name is known, if it can be had. */
export type OtherSpanName = ComponentType<{
  readonly traceId: string;
  readonly spanId: string;
  readonly fallback: string;
}>;

/** Says how long what a span takes, at a time, had waited since a span of another trace. */
export type OtherQueueTime = ComponentType<{
  readonly traceId: string;
  readonly spanId: string;
  readonly takenUnixNano: bigint;
}>;

interface LinkTargets {
  readonly core: TraceCore;
  readonly format: TraceFormat;
  readonly linkHref: (traceId: string, spanId: string) => string;
  readonly onSelect: (span: SpanIndex) => void;
  readonly onFollow: (traceId: string, spanId: string) => void;
  readonly OtherSpan: OtherSpanName | undefined;
  readonly OtherQueue: OtherQueueTime | undefined;
}

/** So many spans of other traces are named unasked, and so many more at a time: each takes reading a trace. */
const namedUnasked = 3;
const namedAtOnce = 10;

const isOfOtherTrace = (link: SpanLinkView, span: SpanView): boolean =>
  link.target < 0 && link.traceId !== "" && link.traceId !== span.traceId;

interface LinkItemProps {
  /** It is of another trace, and its name is looked up there. */
  readonly isNamed: boolean;
  readonly link: SpanLinkView;
  readonly span: SpanView;
  readonly targets: LinkTargets;
}

function LinkItem({ link, span, targets, isNamed }: LinkItemProps) {
  const messages = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const { links: words, copy } = messages;
  const { OtherSpan, OtherQueue } = targets;
  const isHere = link.target >= 0;
  const target = spanIndex(link.target);
  const place = isHere
    ? words.sameTrace
    : link.traceId === span.traceId
      ? words.notInTrace
      : words.otherTrace;
  const spanName = words.otherSpan(shortText(link.spanId));
  return (
    <li className={styles.event}>
      <div className={styles.linkTitle}>
        {link.traceId === "" ? (
          <span>{spanName}</span>
        ) : (
          <SpanLink
            href={targets.linkHref(link.traceId, link.spanId)}
            onFollow={() =>
              isHere ? targets.onSelect(target) : targets.onFollow(link.traceId, link.spanId)
            }
          >
            {isHere ? (
              <SpanName span={spanLabel(targets.core, target)} />
            ) : OtherSpan && isNamed ? (
              <OtherSpan traceId={link.traceId} spanId={link.spanId} fallback={spanName} />
            ) : (
              spanName
            )}
          </SpanLink>
        )}
        <span className={styles.label}>{place}</span>
        {OtherQueue && isNamed && span.kind === SpanKind.Consumer && (
          <OtherQueue
            traceId={link.traceId}
            spanId={link.spanId}
            takenUnixNano={span.startUnixNano}
          />
        )}
      </div>
      <div className={styles.nested}>
        <KeyValueTable
          label={spanName}
          keyLabel={messages.attributes.key}
          valueLabel={messages.attributes.value}
          shortKeys
        >
          <KeyValueRow name={words.relation}>{words.relations[link.relation]}</KeyValueRow>
          <KeyValueRow
            name={words.traceId}
            actions={<CopyValue text={link.traceId} label={copy.linkTraceId} />}
          >
            <bdi className={styles.id}>{visibleLine(link.traceId)}</bdi>
          </KeyValueRow>
          <KeyValueRow
            name={words.spanId}
            actions={<CopyValue text={link.spanId} label={copy.linkSpanId} />}
          >
            <bdi className={styles.id}>{visibleLine(link.spanId)}</bdi>
          </KeyValueRow>
          {link.traceState !== "" && (
            <KeyValueRow
              name={words.traceState}
              actions={<CopyValue text={link.traceState} label={messages.context.copyTraceState} />}
            >
              <LongText source={link.traceState} labels={labels} mono />
            </KeyValueRow>
          )}
          {link.traceFlags !== undefined && (
            <KeyValueRow name={words.flags}>
              <FlagsText flags={link.traceFlags} format={targets.format} />
            </KeyValueRow>
          )}
        </KeyValueTable>
        {link.attributes.length > 0 && (
          <AttributeTable
            attributes={link.attributes}
            owner="link"
            label={words.attributesOf(shortText(link.spanId))}
            filterLabel={messages.attributes.filter}
          />
        )}
      </div>
      {link.droppedAttributesCount > 0 && (
        <p className={styles.note}>{messages.attributes.dropped(link.droppedAttributesCount)}</p>
      )}
    </li>
  );
}

interface LinksSectionProps {
  readonly span: SpanView;
  readonly linksIn: Uint32Array | undefined;
  readonly linksFromOthers: LinksFromOthers | undefined;
  readonly targets: LinkTargets;
}

/** The spans of other traces that link to a span and are not linked to by it, which shows them. */
function oneWay(
  { links }: SpanView,
  found: LinksFromOthers | undefined,
): LinksFromOthers | undefined {
  if (found === undefined || links.length === 0) return found;
  const out = new Set(links.map(({ traceId, spanId }) => `${traceId} ${spanId}`));
  const spans = found.spans.filter(({ traceId, spanId }) => !out.has(`${traceId} ${spanId}`));
  return { spans, total: found.total - found.spans.length + spans.length };
}

/** The spans that a span links to, with all that was recorded of the links, and those linking to it. */
export function LinksSection({ span, linksIn, linksFromOthers, targets }: LinksSectionProps) {
  const { links: words } = useMessages().spanDetail;
  const formats = useFormats();
  const [limit, setLimit] = useState(firstShown);
  const [mostNamed, setMostNamed] = useState(namedUnasked);
  const { links, droppedLinksCount } = span;
  const hasLinksIn = linksIn !== undefined && linksIn.length > 0;
  const fromOthers = useMemo(() => oneWay(span, linksFromOthers), [span, linksFromOthers]);
  const total = links.length + (linksIn?.length ?? 0) + (fromOthers?.total ?? 0);
  if (total === 0 && droppedLinksCount === 0) return null;
  const shown = links.slice(0, limit);
  const elsewhere = targets.OtherSpan ? shown.filter((link) => isOfOtherTrace(link, span)) : [];
  const named = new Set(elsewhere.slice(0, mostNamed));
  const toName = Math.min(namedAtOnce, elsewhere.length - named.size);
  return (
    <Section id="links" count={formats.number(total)}>
      <ul className={styles.events}>
        {shown.map((link, i) => (
          // Links may repeat: they have no identity but their place.
          <LinkItem key={i} link={link} span={span} targets={targets} isNamed={named.has(link)} />
        ))}
      </ul>
      {toName > 0 && (
        <button
          type="button"
          className={styles.textButton}
          onClick={() => setMostNamed(mostNamed + namedAtOnce)}
        >
          {words.nameMore(toName)}
        </button>
      )}
      <ShowMore
        shown={Math.min(limit, links.length)}
        total={links.length}
        step={step}
        onShow={setLimit}
      />
      {droppedLinksCount > 0 && <p className={styles.note}>{words.dropped(droppedLinksCount)}</p>}
      {hasLinksIn && <LinksIn rows={linksIn} targets={targets} />}
      {fromOthers && fromOthers.total > 0 && (
        <LinkingSpans found={fromOthers} linkHref={targets.linkHref} onFollow={targets.onFollow} />
      )}
    </Section>
  );
}

function LinksIn({ rows, targets }: { readonly rows: Uint32Array; readonly targets: LinkTargets }) {
  const { links: words } = useMessages().spanDetail;
  return (
    <SpanList
      title={words.linkedFrom}
      count={rows.length}
      items={(limit) =>
        Array.from(rows.subarray(0, limit), (row) => (
          <li key={row}>
            <button
              type="button"
              className={styles.child}
              onClick={() => targets.onSelect(spanIndex(row))}
            >
              <SpanName span={spanLabel(targets.core, spanIndex(row))} />
            </button>
          </li>
        ))
      }
    />
  );
}
