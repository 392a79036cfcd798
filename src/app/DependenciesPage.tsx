import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { useSource } from "@/queries/source-context";
import { defaultCountLookback, type DependenciesParams } from "@/state/dependencies-params";
import { lookbackMicros } from "@/state/search-params";
import type { TimeWindow } from "./dependencies-page/compared-window";
import { DependenciesBar } from "./dependencies-page/DependenciesBar";
import styles from "./dependencies-page/DependenciesPage.module.css";
import { SystemGraph } from "./dependencies-page/SystemGraph";
import { TracesGraph } from "./dependencies-page/TracesGraph";
import { useTitle } from "./use-title";

type Change = {
  readonly [Name in keyof DependenciesParams]?: DependenciesParams[Name] | undefined;
};

/** Changes that Back undoes. */
const steps = ["graphPick", "graphFocus", "from", "against"] as const;

/** Service dependencies: of the whole system, of a search, or of what is open. */
export function DependenciesPage() {
  const { graph: words } = useMessages();
  useTitle(words.title);
  const params = useSearch({ from: "/dependencies" });
  const { backend } = useSource();
  const canCount = backend.dependencies !== undefined;
  const origin = params.from ?? (canCount ? "system" : "all");
  const navigate = useNavigate({ from: "/dependencies" });
  const change = useCallback(
    (next: Change) =>
      void navigate({
        search: (before) => ({ ...before, ...next }),
        replace: !steps.some((name) => name in next),
      }),
    [navigate],
  );
  const [nowMs, setNow] = useState(() => Date.now());
  const isSystem = origin === "system" && canCount;
  const counted = countedWindow(params, nowMs);
  return (
    <div className={styles.page}>
      <DependenciesBar
        origin={origin}
        params={params}
        window={isSystem ? counted : origin === "search" ? searchWindow(params) : undefined}
        canCount={canCount}
        onChange={change}
        onRefresh={canCount ? () => setNow(Date.now()) : undefined}
      />
      {isSystem ? (
        <SystemGraph params={params} window={counted} nowMs={nowMs} onChange={change} />
      ) : (
        <TracesGraph params={params} nowMs={nowMs} ofSearch={origin !== "all"} onChange={change} />
      )}
    </div>
  );
}

/** The time of which the server's own count is asked. */
function countedWindow({ lookback, end }: DependenciesParams, nowMs: number): TimeWindow {
  const length = lookbackMicros(lookback ?? "") ?? lookbackMicros(defaultCountLookback) ?? 0;
  const endMicro = end ?? nowMs * 1000;
  return { startMicro: endMicro - length, endMicro };
}

const searchWindow = ({ start, end }: DependenciesParams): TimeWindow | undefined =>
  start === undefined || end === undefined || start >= end
    ? undefined
    : { startMicro: start, endMicro: end };
