import { Popover } from "@base-ui/react/popover";
import { useMemo, type CSSProperties } from "react";
import { likelyCause } from "@/derive/likely-cause";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanService } from "@/model/span-search";
import { serviceColor } from "@/trace-ui/service-colors";
import { Button } from "@/widgets/Button";
import { spanTitle } from "../row-facts";
import { runTimelineCommand } from "../timeline-commands";
import type { ViewControls } from "../view-controls";
import styles from "./Panels.module.css";

/** Longer chains are shown by their ends. */
const mostSteps = 24;

/** The errors that led to the failure, the likely cause last, and the way to each. */
export function CausePanel(props: {
  readonly controls: ViewControls;
  readonly onDone: () => void;
}) {
  const { controls, onDone } = props;
  const { timeline, goTo } = controls;
  const { core } = timeline;
  const words = useMessages().timeline.cause;
  const rowWords = useMessages().trace.timeline;
  const formats = useFormats();
  const chain = useMemo(() => likelyCause(core.spans), [core]);
  const shown =
    chain.length <= mostSteps ? chain : [...chain.slice(0, 2), ...chain.slice(2 - mostSteps)];
  return (
    <>
      <Popover.Title className={styles.title}>{words.title}</Popover.Title>
      <Popover.Description className={styles.help}>{words.help}</Popover.Description>
      <ol className={styles.chain}>
        {shown.map((span, level) => {
          const { service, name } = spanTitle(core, span, rowWords);
          return (
            <li key={span}>
              <button
                type="button"
                className={styles.step}
                style={{ "--level": Math.min(level, 12) } as CSSProperties}
                data-cause={span === chain.at(-1) || undefined}
                onClick={() => {
                  onDone();
                  goTo(span);
                }}
              >
                <span
                  className={styles.mark}
                  style={{ background: serviceColor(spanService(core, span)) }}
                />
                <span>
                  <bdi>{service}</bdi>
                  {": "}
                  <bdi>{name}</bdi>
                </span>
                <span className={styles.count}>
                  {formats.duration(core.spans.durationNs[span] ?? 0)}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <div className={styles.buttons}>
        <Button size="s" onClick={() => runTimelineCommand(timeline, "previous-error")}>
          {words.previous}
        </Button>
        <Button size="s" onClick={() => runTimelineCommand(timeline, "next-error")}>
          {words.next}
        </Button>
      </div>
    </>
  );
}
