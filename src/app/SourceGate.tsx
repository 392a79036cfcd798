import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import type { ProblemCode } from "@/lib/problem";
import { SourceProvider, type Source } from "@/queries/source-context";
import { holdsTrace } from "@/queries/trace";
import { siteSettings } from "@/state/site-settings";
import { Button } from "@/widgets/Button";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { useFilePicker } from "./FilePicker";
import { firstSearch } from "./first-search";
import { PagePending } from "./PagePending";
import { QuietState } from "./QuietState";
import styles from "./SourceGate.module.css";
import { useSourceKind } from "./source-param";
import type { SourceKind, SourceState } from "./sources";
import { useSources, useSourcesState } from "./sources-context";

export interface SourceGateProps {
  /** The page inside needs nothing of a source but a trace by its id, so it need not wait. */
  readonly byId?: boolean;
  /** The source, where it is not the one that the URL names. */
  readonly kind?: SourceKind | undefined;
  readonly children: ReactNode;
}

/** What a server says that is there and does not let one in: another address would be no help. */
const doorSigns: ReadonlySet<ProblemCode> = new Set(["unauthorized", "rate-limited"]);

/** Opens a source; undefined while it is not there. `byId`: see `SourceGateProps`. */
export function useSourceOf(kind: SourceKind, byId = false): Source | undefined {
  const sources = useSources();
  const state = useSourcesState((all) => all[kind]);
  const unproven = useUnprovenJaeger(byId && kind === "jaeger" ? state.status : "ready");
  useEffect(() => sources.select(kind), [sources, kind]);
  return state.status === "ready" ? state.source : unproven;
}

/**
 * Opens the source that the URL names and gives it to the page inside; says what is going on until
 * then, and what can be done where it cannot be had.
 */
export function SourceGate({ byId = false, kind: given, children }: SourceGateProps) {
  const named = useSourceKind();
  const kind = given ?? named;
  const sources = useSources();
  const state = useSourcesState((all) => all[kind]);
  const { source: words } = useFirstMessages().app;
  const source = useSourceOf(kind, byId);
  if (source) {
    // A page never keeps what it has seen of one source when it is shown another.
    return (
      <SourceProvider key={source.key} source={source}>
        {children}
      </SourceProvider>
    );
  }
  if (kind === "files") {
    return state.status === "opening" ? <PagePending /> : <FilesGone />;
  }
  const retry = () => sources.retry(kind);
  if (state.status === "given-up") return <GivenUp kind={kind} onRetry={retry} />;
  if (state.status !== "failed") {
    return (
      <>
        <LoadingProgress onCancel={() => sources.giveUp(kind)} />
        <QuietState words={kind === "demo" ? words.openingDemo : words.detecting} />
      </>
    );
  }
  if (kind === "demo") {
    return (
      <ProblemAlert
        variant="page"
        title={words.demoFailed}
        problem={state.problem}
        onRetry={retry}
        actions={<OtherSources without="demo" />}
      />
    );
  }
  const isThere = doorSigns.has(state.problem.code);
  return (
    <ProblemAlert
      variant="page"
      title={isThere ? undefined : words.unreachableTitle}
      problem={state.problem}
      onRetry={retry}
      actions={<OtherSources without="jaeger" />}
    >
      {!isThere && (
        <>
          <p>{words.howToConnect}</p>
          <pre className={styles.command}>{words.howToConnectCommand}</pre>
          <p>{words.readMore}</p>
        </>
      )}
    </ProblemAlert>
  );
}

/**
 * The Jaeger of which only the address is known, while that is as good as any: until it is found
 * out what answers there, and after that failed for as long as a trace came or is on its way.
 */
function useUnprovenJaeger(status: SourceState["status"]): Source | undefined {
  const { unprovenJaeger: source } = useSources();
  const client = useQueryClient();
  const loading = useIsFetching({ queryKey: [source.key, "trace"] }) > 0;
  if (status === "ready") return undefined;
  return status !== "failed" || loading || holdsTrace(client, source.key) ? source : undefined;
}

/** Nobody waits for the source any more: what else there is. */
function GivenUp(props: { readonly kind: "jaeger" | "demo"; readonly onRetry: () => void }) {
  const { app } = useFirstMessages();
  const { kind, onRetry } = props;
  return (
    <div className={styles.page} role="status">
      <h1>{kind === "demo" ? app.source.demoGivenUp : app.source.jaegerGivenUp}</h1>
      <div className={styles.actions}>
        <Button variant="primary" onClick={onRetry}>
          {app.source.tryAgain}
        </Button>
        <OtherSources without={kind} />
      </div>
    </div>
  );
}

function FilesGone() {
  const { files } = useFirstMessages().app;
  return (
    <div className={styles.page}>
      <h1>{files.goneTitle}</h1>
      <p>{files.goneWhy}</p>
      <div className={styles.actions}>
        <OtherSources without="files" />
      </div>
    </div>
  );
}

/** Buttons that lead to every source but one. */
function OtherSources({ without }: { readonly without: SourceKind }) {
  const { source: words } = useFirstMessages().app;
  const navigate = useNavigate();
  const pickFiles = useFilePicker();
  const go = (kind: SourceKind) =>
    void navigate({ to: "/search", search: firstSearch(kind, undefined) });
  return (
    <>
      {siteSettings().files && (
        <Button variant={without === "files" ? "primary" : "secondary"} onClick={pickFiles}>
          {words.openFiles}
        </Button>
      )}
      {without !== "demo" && <Button onClick={() => go("demo")}>{words.lookAtDemo}</Button>}
      {without !== "jaeger" && <Button onClick={() => go("jaeger")}>{words.useJaeger}</Button>}
    </>
  );
}
