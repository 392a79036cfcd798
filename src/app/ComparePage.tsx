import { useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { ComparisonOfTraces } from "./compare-page/ComparisonOfTraces";
import { MissingSide } from "./compare-page/MissingSide";
import { SidePickers } from "./compare-page/SidePickers";
import { useSides } from "./compare-page/use-sides";
import styles from "./ComparePage.module.css";
import { comparisonSides } from "./trace-path";
import { useTitle } from "./use-title";

const nobody: readonly string[] = [];

/** Two traces and what differs between them; either may still have to be chosen. */
export function ComparePage() {
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const { cohort = nobody } = useSearch({ from: "/trace/$traceId" });
  const { app, compare } = useMessages();
  const ids = useMemo(() => comparisonSides(traceId), [traceId]);
  const { sides, choose } = useSides(ids);
  const { a, b } = sides;
  useTitle(app.compare.title);
  const missing = a.traceId === "" ? "a" : b.traceId === "" ? "b" : undefined;
  const isNew = a.traceId === "" && b.traceId === "";
  return (
    <section className={styles.page} aria-label={app.compare.title}>
      <SidePickers sides={sides} cohort={cohort} onChoose={choose} />
      {isNew ? (
        <p className={styles.hint}>{compare.chooseBoth}</p>
      ) : (
        <ComparisonOfTraces
          // What is seen of one pair has nothing to do with the next.
          key={`${a.source} ${b.source} ${traceId}`}
          a={a}
          b={b}
        />
      )}
      {missing && <MissingSide side={missing} sides={sides} cohort={cohort} onChoose={choose} />}
    </section>
  );
}
