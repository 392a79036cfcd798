import { Suspense, useRef, useState } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { useArchive } from "@/queries/archive";
import { Button } from "@/widgets/Button";
import { lazyComponent } from "@/widgets/lazy-component";

const { Component: ArchiveProblem } = lazyComponent(
  async () => (await import("./ArchiveProblem")).ArchiveProblem,
);

/** Puts the trace into the server's archive; what goes wrong stands below the button. */
export function ArchiveButton({ traceId }: { readonly traceId: string }) {
  const words = useFirstMessages().site.archive;
  const { isDone, isAsking, problem, archive, reset } = useArchive(traceId);
  const button = useRef<HTMLButtonElement>(null);
  const [hadProblem, setHadProblem] = useState(false);
  if (problem && !hadProblem) setHadProblem(true);
  return (
    <>
      <span aria-live="polite" className="visually-hidden">
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
      {hadProblem && (
        <Suspense fallback={null}>
          <ArchiveProblem problem={problem} button={button} onRetry={archive} onClose={reset} />
        </Suspense>
      )}
    </>
  );
}
