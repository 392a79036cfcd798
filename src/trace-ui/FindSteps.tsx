import { useMessages } from "@/i18n/I18nProvider";
import { Icon } from "@/widgets/Icon";
import { IconButton } from "@/widgets/IconButton";
import styles from "./find-bar.module.css";

const arrow = (path: string) => (
  <Icon>
    <path d={path} />
  </Icon>
);

/** Where one is among what was found, and the ways to the one before and after. */
export function FindSteps(props: {
  /** "" where nothing is looked for. */
  readonly status: string;
  readonly count: number;
  readonly onStep: (by: 1 | -1) => void;
  /** Takes no room while nothing is looked for. */
  readonly compact?: boolean;
}) {
  const { status, count, onStep, compact = false } = props;
  const isHidden = compact && status === "";
  const words = useMessages().trace.find;
  return (
    <>
      <span
        role="status"
        className={styles.status}
        data-none={count === 0 || undefined}
        data-compact={compact || undefined}
      >
        {status}
      </span>
      {!isHidden && (
        <>
          <IconButton
            size="s"
            label={words.previous}
            icon={arrow("M4 10l4-4 4 4")}
            disabled={count === 0}
            onClick={() => onStep(-1)}
          />
          <IconButton
            size="s"
            label={words.next}
            icon={arrow("M4 6l4 4 4-4")}
            disabled={count === 0}
            onClick={() => onStep(1)}
          />
        </>
      )}
    </>
  );
}
