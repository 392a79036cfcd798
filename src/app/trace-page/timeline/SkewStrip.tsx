import { Popover } from "@base-ui/react/popover";
import { useMemo } from "react";
import { greatestShift, hostOffsets } from "@/derive/host-offsets";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { TraceCore } from "@/model/trace";
import type { SkewFacts } from "@/queries/skew";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import styles from "./TimelineLook.module.css";

export interface SkewStripProps {
  /** The trace as it came. */
  readonly core: TraceCore;
  readonly skew: SkewFacts;
  readonly corrected: boolean;
  readonly onCorrect: (corrected: boolean) => void;
}

const listedHosts = 100;

/** Says that clocks differ, by how much on each host, and corrects the times or shows them as they came. */
export function SkewStrip({ core, skew, corrected, onCorrect }: SkewStripProps) {
  const { skew: words } = useMessages().timeline;
  const formats = useFormats();
  const offsets = useMemo(() => hostOffsets(core.spans, skew), [core, skew]);
  const [first] = offsets;
  if (!first) return null;
  const most = formats.duration(greatestShift(first));
  const signed = (ns: number) => (ns > 0 ? `+${formats.duration(ns)}` : formats.duration(ns));
  return (
    <div className={styles.strip} data-warn="">
      <p role="status" className={styles.text}>
        {corrected ? words.corrected(offsets.length, most) : words.found(offsets.length, most)}
      </p>
      <Popover.Root>
        <Popover.Trigger render={<Button size="s" variant="quiet" />}>
          {words.hosts}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner sideOffset={4} align="end" className={styles.positioner}>
            <Popover.Popup className={styles.popup}>
              <Popover.Title className={styles.title}>{words.title}</Popover.Title>
              <Popover.Description className={styles.help}>{words.help}</Popover.Description>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{words.host}</th>
                    <th scope="col">{words.offset}</th>
                    <th scope="col">{words.spans}</th>
                  </tr>
                </thead>
                <tbody>
                  {offsets.slice(0, listedHosts).map((offset) => (
                    <tr key={offset.host}>
                      <td>
                        <bdi>{shortText(offset.host, 80) || words.unknownHost}</bdi>
                      </td>
                      <td>
                        {offset.leastNs === offset.mostNs
                          ? signed(offset.mostNs)
                          : `${signed(offset.leastNs)} … ${signed(offset.mostNs)}`}
                      </td>
                      <td>{formats.number(offset.movedCount)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      <Button size="s" aria-keyshortcuts="k" onClick={() => onCorrect(!corrected)}>
        {corrected ? words.raw : words.correct}
      </Button>
    </div>
  );
}
