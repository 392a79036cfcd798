import { PreviewCard } from "@base-ui/react/preview-card";
import { useEffect, useId } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { TraceShape } from "@/model/trace-shape";
import type { TraceSummary } from "@/model/trace-summary";
import { useTraceShape } from "@/queries/trace-shape";
import { serviceColor } from "@/trace-ui/service-colors";
import { shortText } from "@/trace-ui/short-text";
import { chipOrder } from "./service-chips";
import styles from "./TracePreview.module.css";

export interface TracePreviewProps {
  readonly summary: TraceSummary;
  /** The cell with the trace's name, beside which it stands. */
  readonly cell: HTMLElement;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** As many bars as there are in a shape. */
const mostBars = 40;
const barPx = 3;
const stepPx = 4;
const widthPx = 280;
const mostServices = 6;

function Picture({ shape }: { readonly shape: TraceShape }) {
  const { preview: words } = useFirstMessages().search;
  return (
    <svg
      role="img"
      aria-label={words.picture(shape.bars.length)}
      className={styles.picture}
      width={widthPx}
      height={shape.bars.length * stepPx}
    >
      {shape.bars.map(({ start, length, service, isError }, n) => {
        const width = Math.max(1, length * widthPx);
        const x = Math.min(start * widthPx, widthPx - width);
        const y = n * stepPx;
        return (
          <g key={n}>
            <rect
              x={x}
              y={y}
              width={width}
              height={barPx}
              fill={serviceColor(shape.services[service] ?? "")}
            />
            {isError && <rect className={styles.error} x={x} y={y} width={3} height={barPx} />}
          </g>
        );
      })}
    </svg>
  );
}

/** A trace in small, beside its row: its spans as bars, its services and its figures. */
export function TracePreview(props: TracePreviewProps) {
  const { summary, cell, onEnter, onLeave, onClose } = props;
  const { preview: words } = useFirstMessages().search;
  const formats = useFormats();
  const id = useId();
  const { shape, isLoading, isTooLarge } = useTraceShape(summary.traceId, summary.spanCount);
  useEffect(() => {
    const link = cell.querySelector("a");
    link?.setAttribute("aria-describedby", id);
    return () => link?.removeAttribute("aria-describedby");
  }, [cell, id]);

  const services = chipOrder(summary.services);
  const most = services[0]?.spanCount ?? 1;
  let state = "";
  if (isTooLarge) state = words.tooLarge;
  else if (isLoading) state = words.loading;
  else if (!shape) state = words.failed;
  const levels = shape?.levels ?? summary.levels;
  return (
    <PreviewCard.Root open onOpenChange={(open) => !open && onClose()}>
      <PreviewCard.Portal container={cell.closest<HTMLElement>("main")}>
        <PreviewCard.Positioner
          anchor={cell}
          side="inline-end"
          align="center"
          sideOffset={8}
          collisionPadding={8}
          className={styles.positioner}
        >
          <PreviewCard.Popup
            id={id}
            className={styles.popup}
            onPointerEnter={onEnter}
            onPointerLeave={onLeave}
          >
            <p className={styles.figures}>
              {words.figures({
                spans: summary.spanCount,
                levels,
                duration: formats.duration(summary.durationNs),
              })}
            </p>
            {shape ? (
              <Picture shape={shape} />
            ) : (
              <p
                className={styles.state}
                // The room that the picture will take, so that nothing moves when it comes.
                style={{
                  minHeight: isTooLarge ? 0 : Math.min(summary.spanCount, mostBars) * stepPx,
                }}
              >
                {state}
              </p>
            )}
            {shape && shape.bars.length > 0 && (
              <p className={styles.note}>
                {shape.spansPerBar === 1 ? words.everySpan : words.someSpans(shape.spansPerBar)}
              </p>
            )}
            <ul className={styles.services}>
              {services.slice(0, mostServices).map(({ name, spanCount, errorCount }) => (
                <li key={name} className={styles.service}>
                  <span className={styles.color} style={{ background: serviceColor(name) }} />
                  <bdi className={styles.name}>{shortText(name)}</bdi>
                  <span className={styles.track} aria-hidden="true">
                    <span
                      className={styles.share}
                      style={{
                        width: `${(spanCount / most) * 100}%`,
                        background: serviceColor(name),
                      }}
                    />
                  </span>
                  <span className={errorCount > 0 ? styles.failed : styles.count}>
                    {formats.number(spanCount)}
                  </span>
                </li>
              ))}
            </ul>
            {services.length > mostServices && (
              <p className={styles.note}>{words.moreServices(services.length - mostServices)}</p>
            )}
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}
