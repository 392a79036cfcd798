import { useLayoutEffect, useRef, useState, type CSSProperties } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { useTraceExport } from "@/queries/export";
import { useJsonText } from "@/queries/views";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Busy } from "@/widgets/Busy";
import { Button } from "@/widgets/Button";
import { CopyButton } from "@/widgets/CopyButton";
import { visibleLine } from "@/widgets/visible-text";
import { VirtualScroller } from "@/widgets/VirtualScroller";
import { lineCount, readLine, wholeText } from "./json-lines";
import styles from "./JsonView.module.css";

export interface JsonViewProps {
  readonly trace: LoadedTrace;
  readonly onSave: (bytes: Blob) => void;
}

/** Height of a line, as in the style sheet. */
const lineHeight = 18;
/** Of a longer document the beginning is shown. */
const mostBytes = 4_000_000;

/** A trace as OTLP JSON. */
export function JsonView({ trace, onSave }: JsonViewProps) {
  const { views } = useMessages();
  const words = views.json;
  const formats = useFormats();
  const { data, problem, retry } = useJsonText(trace.handle, mostBytes);
  const file = useTraceExport(trace.handle, "otlp-json");
  const stage = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(0);
  const isThere = data !== undefined;
  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const measure = () => setHeight(element.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [isThere]);

  const failed = problem ?? file.problem;
  if (failed) {
    const again = problem ? retry : () => file.start(onSave);
    return <ProblemAlert title={views.failed} problem={failed} onRetry={again} />;
  }
  if (!data) {
    return (
      <p role="status" className={styles.wait}>
        {views.working}
        <Busy />
      </p>
    );
  }
  const count = lineCount(data);
  const first = Math.max(0, Math.floor(top / lineHeight));
  const end = Math.min(count, Math.ceil((top + height) / lineHeight));
  const lines = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  const shownLines = formats.number(count);
  const digits = { "--digits": `${String(count).length}ch` } as CSSProperties;
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <p role="status">
          {data.isWhole
            ? words.whole(shownLines, data.spans)
            : words.part(
                shownLines,
                formats.number(data.spans),
                formats.number(trace.core.spans.length),
              )}
        </p>
        <CopyButton
          withLabel
          text={() => wholeText(data)}
          label={data.isWhole ? words.copy : words.copyPart}
          copiedLabel={words.copied}
          failedLabel={words.copyFailed}
        />
        <Button
          size="s"
          variant="quiet"
          disabled={file.isRunning}
          onClick={() => file.start(onSave)}
        >
          {file.isRunning ? words.saving : words.save}
        </Button>
      </div>
      <VirtualScroller contentHeight={count * lineHeight} onScroll={setTop}>
        {/* What has the focus is scrolled by the arrow keys. */}
        <div
          ref={stage}
          className={styles.stage}
          role="region"
          aria-label={words.text}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          style={digits}
        >
          <div style={{ transform: `translateY(${first * lineHeight - top}px)` }}>
            {lines.map((at) => {
              const { key, rest, cut } = readLine(data, at);
              return (
                <div key={at} className={styles.line}>
                  <span className={styles.number} aria-hidden="true">
                    {at + 1}
                  </span>
                  <code dir="ltr">
                    <span className={styles.key}>{visibleLine(key)}</span>
                    {visibleLine(rest)}
                    {cut > 0 && (
                      <span className={styles.cut}>{words.cutLine(formats.number(cut))}</span>
                    )}
                  </code>
                </div>
              );
            })}
          </div>
        </div>
      </VirtualScroller>
    </div>
  );
}
