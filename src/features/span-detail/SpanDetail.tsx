import { Suspense, useEffect, useRef, type KeyboardEvent } from "react";
import type { LinksFromOthers, LoadedTrace } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { Problem, type ProblemRecord } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import type { SpanPin } from "@/state/pinned-params";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { LongText } from "@/widgets/LongText";
import { lazyComponent } from "@/widgets/lazy-component";
import { Busy } from "@/widgets/Busy";
import { useLater } from "@/widgets/use-later";
import { AttributeTable } from "./AttributeTable";
import { ChildrenSection } from "./ChildrenSection";
import { ContextSection } from "./ContextSection";
import { CopySpan } from "./CopySpan";
import { CopyValue } from "./CopyValue";
import { EventsSection } from "./EventsSection";
import { formatJson } from "./format-json";
import { LinksSection, type OtherQueueTime, type OtherSpanName } from "./LinksSection";
import { CopyAttributes, ResourceSection, ScopeSection } from "./OriginSections";
import { Placeholder } from "./Placeholder";
import { queueTime, spanLabel } from "./relations";
import { Section, SectionsProvider } from "./Section";
import { SpanActionsProvider, type SpanActions } from "./span-actions";
import styles from "./SpanDetail.module.css";
import { SpanFacts } from "./SpanFacts";
import { SpanHeader, type DetailPlace } from "./SpanHeader";
import { SpanNavigation } from "./SpanNavigation";
import { useLongTextLabels } from "./use-long-text-labels";
import { useSpanPosition } from "./use-span-position";
import { WarningsSection } from "./WarningsSection";

interface SpanDetailProps {
  readonly trace: LoadedTrace;
  /** The span that is asked for: names it while its details are on their way. */
  readonly span?: SpanIndex | undefined;
  /** What names the span also when its trace is read again and it gets another row. */
  readonly identity?: string | undefined;
  /** Undefined while loading. */
  readonly view: SpanView | undefined;
  readonly problem?: ProblemRecord | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** The span's duration less that of its children, in nanoseconds. */
  readonly selfTimeNs?: number | undefined;
  /** How much of the critical path of its root is the span's own; undefined while unknown. */
  readonly criticalNs?: number | undefined;
  /** Rows of the spans of this trace that link to the span; undefined while unknown. */
  readonly linksIn?: Uint32Array | undefined;
  /** Spans of other traces at hand that link to the span; undefined while unknown. */
  readonly linksFromOthers?: LinksFromOthers | undefined;
  readonly onSelect: (span: SpanIndex) => void;
  readonly onClose: () => void;
  /** The address of a span, in this trace or another. */
  readonly linkHref: (traceId: string, spanId: string) => string;
  /** Goes to a span of another trace. */
  readonly onFollow: (traceId: string, spanId: string) => void;
  /** Mentions the span of another trace by its name; without it, such spans are ids. */
  readonly OtherSpan?: OtherSpanName | undefined;
  /** Says how long something waited since the span of another trace. */
  readonly OtherQueue?: OtherQueueTime | undefined;
  /** What can be done with values, beside copying and pinning. */
  readonly actions?: SpanActions;
  /** For pinning the span beside others. */
  readonly pin?: SpanPin | undefined;
  /** For showing the panel elsewhere. */
  readonly place?: DetailPlace | undefined;
}

const noActions: SpanActions = {};

/** Everything that was recorded of one span. Fills the box it is in, and scrolls. */
export function SpanDetail(props: SpanDetailProps) {
  const { trace, span, problem, onRetry, onSelect, onClose } = props;
  const messages = useMessages().spanDetail;
  const titleRef = useRef<HTMLHeadingElement>(null);
  const scrollRef = useRef<HTMLElement>(null);
  const wasSelectedHere = useRef(false);
  // Details of a span that is no longer asked for are not shown under another's name.
  const view = span !== undefined && props.view?.index !== span ? undefined : props.view;
  const index = view?.index ?? span;
  const identity = props.identity ?? String(index);
  const label = view ?? (span === undefined ? undefined : spanLabel(trace.core, span));

  // A panel that opens shows what is in sight first. From span to span nothing is to flicker.
  const isWhole = useLater();
  const shownIdentity = useRef(identity);
  useEffect(() => {
    // To scroll has the page laid out at once: not where the panel has only just appeared.
    if (shownIdentity.current !== identity) scrollRef.current?.scrollTo?.(0, 0);
    shownIdentity.current = identity;
    // What was clicked has gone with the span it belonged to: the focus stays in the panel.
    if (wasSelectedHere.current) titleRef.current?.focus({ preventScroll: true });
    wasSelectedHere.current = false;
  }, [identity]);

  const select = (target: SpanIndex) => {
    wasSelectedHere.current = target !== index;
    onSelect(target);
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  };

  return (
    // Escape closes the panel from wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <section
      ref={scrollRef}
      className={styles.root}
      aria-label={messages.title}
      aria-busy={view === undefined && !problem}
      onKeyDown={closeOnEscape}
    >
      <SpanHeader
        service={label?.service ?? ""}
        name={label?.name ?? ""}
        isKnown={label !== undefined}
        titleRef={titleRef}
        pin={props.pin}
        place={props.place}
        onClose={onClose}
      />
      <SectionsProvider>
        {view ? (
          <SpanActionsProvider value={props.actions ?? noActions}>
            <SpanBody key={identity} {...props} view={view} isWhole={isWhole} onSelect={select} />
          </SpanActionsProvider>
        ) : problem ? (
          <div className={styles.problem}>
            <ProblemAlert
              problem={new Problem(problem.code, problem.params)}
              title={messages.failed}
              onRetry={onRetry}
            />
          </div>
        ) : (
          <Placeholder />
        )}
      </SectionsProvider>
    </section>
  );
}

const { Component: GenAiSection } = lazyComponent(
  async () => (await import("./GenAiSection")).GenAiSection,
);

/** Downloaded for the few spans that are about generative AI. */
function GenAi({ view }: { readonly view: SpanView }) {
  const isWanted =
    view.attributes.some(({ key }) => key.startsWith("gen_ai.")) ||
    view.events.some(({ name }) => name.startsWith("gen_ai."));
  return isWanted && <GenAiSection span={view} />;
}

interface SpanBodyProps extends SpanDetailProps {
  readonly view: SpanView;
}

function SpanBody(props: SpanBodyProps & { readonly isWhole: boolean }) {
  const { trace, view, isWhole, selfTimeNs, onSelect, linkHref } = props;
  const messages = useMessages().spanDetail;
  const formats = useFormats();
  const { core } = trace;
  const { attributes, droppedAttributesCount } = view;
  const position = useSpanPosition(core, view.index);
  return (
    <>
      <SpanNavigation
        core={core}
        span={view.index}
        parentSpanId={view.parentSpanId}
        href={linkHref(view.traceId, view.spanId)}
        parentHref={linkHref(view.traceId, view.parentSpanId)}
        onSelect={onSelect}
      />
      <SpanFacts
        view={view}
        traceDurationNs={core.durationNs}
        selfTimeNs={selfTimeNs}
        criticalNs={props.criticalNs}
        queueNs={queueTime(core.spans, view)}
        position={position}
        onSelect={onSelect}
      />
      <CopySpan view={view} href={linkHref(view.traceId, view.spanId)} />
      <WarningsSection warnings={view.warnings} issues={view.issues} />
      <Suspense fallback={<Busy />}>
        <GenAi view={view} />
      </Suspense>
      {(attributes.length > 0 || droppedAttributesCount > 0) && (
        <Section
          id="attributes"
          count={formats.number(attributes.length)}
          actions={<CopyAttributes attributes={attributes} />}
        >
          {attributes.length > 0 && (
            <AttributeTable
              attributes={attributes}
              owner="span"
              label={messages.sections.attributes}
              filterLabel={messages.attributes.filter}
            />
          )}
          {droppedAttributesCount > 0 && (
            <p className={styles.note}>{messages.attributes.dropped(droppedAttributesCount)}</p>
          )}
        </Section>
      )}
      {isWhole && <LowerSections {...props} />}
    </>
  );
}

/** What is said of the span below its own attributes. */
function LowerSections(props: SpanBodyProps) {
  const { trace, view, onSelect, linkHref, onFollow } = props;
  const messages = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const { core, format } = trace;
  const { unknownFields } = view;
  return (
    <>
      <EventsSection span={view} traceDurationNs={core.durationNs} />
      <LinksSection
        span={view}
        linksIn={props.linksIn}
        linksFromOthers={props.linksFromOthers}
        targets={{
          core,
          format,
          linkHref,
          onSelect,
          onFollow,
          OtherSpan: props.OtherSpan,
          OtherQueue: props.OtherQueue,
        }}
      />
      <ChildrenSection core={core} span={view.index} onSelect={onSelect} />
      <ResourceSection resource={view.resource} service={view.service} />
      <ScopeSection scope={view.scope} />
      <ContextSection span={view} format={format} />
      {unknownFields !== "" && (
        <Section
          id="unknownFields"
          actions={<CopyValue text={unknownFields} label={messages.copy.unknownFields} />}
        >
          <div className={styles.unknown}>
            <LongText source={formatJson(unknownFields) ?? unknownFields} labels={labels} mono />
          </div>
        </Section>
      )}
    </>
  );
}
