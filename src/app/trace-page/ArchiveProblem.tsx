import { Popover } from "@base-ui/react/popover";
import type { RefObject } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import type { Problem } from "@/lib/problem";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Button } from "@/widgets/Button";
import styles from "./TraceHeader.module.css";

export interface ArchiveProblemProps {
  readonly problem: Problem | undefined;
  /** The button below which it stands. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** Why a trace could not be put into the archive; closed while there is nothing to say. */
export function ArchiveProblem({ problem, button, onRetry, onClose }: ArchiveProblemProps) {
  const words = useFirstMessages().site.archive;
  return (
    <Popover.Root open={problem !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={button}
          sideOffset={4}
          align="end"
          className={styles.positioner}
        >
          <Popover.Popup
            className={`${styles.popup} ${styles.problem}`}
            aria-label={words.failed}
            finalFocus={button}
          >
            {problem && (
              <ProblemAlert
                title={words.failed}
                problem={problem}
                onRetry={onRetry}
                actions={<Button onClick={onClose}>{words.close}</Button>}
              />
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
