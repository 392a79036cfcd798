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
}) {
  const { status, count, onStep } = props;
  const words = useMessages().trace.find;
  return (
    <>
      <span role="status" className={styles.status} data-none={count === 0 || undefined}>
        {status}
      </span>
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
  );
}
