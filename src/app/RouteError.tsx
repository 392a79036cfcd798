import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { toProblem } from "@/lib/problem";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";

/** What a page shows in place of itself when it breaks. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const problem = toProblem(error);
  return (
    <ProblemAlert
      variant="page"
      problem={problem}
      onRetry={() => {
        if (problem.params["needsReload"] === 1) {
          location.reload();
          return;
        }
        reset();
        void router.invalidate();
      }}
    />
  );
}
