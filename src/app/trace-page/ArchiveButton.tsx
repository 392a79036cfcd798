import { Popover } from "@base-ui/react/popover";
import { useRef } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { useArchive } from "@/queries/archive";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Button } from "@/widgets/Button";
import styles from "./TraceHeader.module.css";

/** Puts the trace into the server's archive; what goes wrong stands below the button. */
export function ArchiveButton({ traceId }: { readonly traceId: string }) {
  const words = useMessages().site.archive;
  const { isDone, isAsking, problem, archive, reset } = useArchive(traceId);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <span role="status" className="visually-hidden">
        {isDone ? words.again : ""}
      </span>
      <Button
        ref={button}
        size="s"
        title={words.help}
        aria-busy={isAsking}
        unavailable={isDone ? words.again : undefined}
        onClick={() => {
          if (!isAsking) archive();
        }}
      >
        {isDone ? words.done : words.button}
      </Button>
      <Popover.Root open={problem !== undefined} onOpenChange={(open) => !open && reset()}>
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
                  onRetry={archive}
                  actions={<Button onClick={reset}>{words.close}</Button>}
                />
              )}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}
