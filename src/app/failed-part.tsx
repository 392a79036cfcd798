import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { downloadProblem } from "./download-problem";

/** What stands in place of a part of a page that could not be downloaded. */
export function failedPart(cause: unknown) {
  const problem = downloadProblem(cause);
  return function FailedPart() {
    return <ProblemAlert problem={problem} onRetry={() => location.reload()} />;
  };
}
