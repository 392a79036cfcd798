import { Component, type ReactNode } from "react";
import { toProblem, type Problem } from "@/lib/problem";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly problem: Problem | undefined;
}

/** The last resort, outside of the router: says what broke, where else the page would go blank. */
export class CrashBoundary extends Component<Props, State> {
  override state: State = { problem: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { problem: toProblem(error) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (!problem) return this.props.children;
    return (
      <ProblemAlert
        variant="page"
        problem={problem}
        onRetry={() => this.setState({ problem: undefined })}
      />
    );
  }
}
