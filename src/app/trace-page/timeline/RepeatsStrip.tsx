import { useStore } from "zustand";
import { BitSet } from "@/lib/bitset";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { RepeatFolds } from "@/model/repeat-folds";
import { Button } from "@/widgets/Button";
import type { ShownTrace } from "../shown-trace";
import styles from "./TimelineLook.module.css";

export interface RepeatsStripProps {
  readonly shown: ShownTrace;
  /** Undefined while they are being looked for. */
  readonly folds: RepeatFolds | undefined;
}

/** How many spans share how many rows, and the way to see all of them. */
export function RepeatsStrip({ shown, folds }: RepeatsStripProps) {
  const words = useMessages().rows.repeats;
  const formats = useFormats();
  const { core, view } = shown.timeline;
  const isOpen = useStore(view, ({ opened }) => opened.next(0) >= 0);
  const count = folds?.head.length ?? 0;
  const set = (opened: BitSet) => view.setState({ opened });
  return (
    <div className={styles.strip}>
      <p role="status" className={styles.text}>
        {folds === undefined
          ? words.working
          : count === 0
            ? words.none
            : words.shared(formats.number(folds.members.length), count)}
      </p>
      {folds && count > 0 && (
        <Button
          size="s"
          variant="quiet"
          onClick={() => set(BitSet.of(core.spans.length, folds.head))}
        >
          {words.openAll}
        </Button>
      )}
      {isOpen && (
        <Button size="s" variant="quiet" onClick={() => set(new BitSet(core.spans.length))}>
          {words.closeAll}
        </Button>
      )}
    </div>
  );
}
