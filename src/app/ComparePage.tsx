import { useParams } from "@tanstack/react-router";
import { useMessages } from "@/i18n/I18nProvider";
import { ComparisonOfTraces } from "./compare-page/ComparisonOfTraces";
import { SidePickers } from "./compare-page/SidePickers";
import styles from "./ComparePage.module.css";
import { SourceGate } from "./SourceGate";
import { comparisonSides } from "./trace-path";
import { useTitle } from "./use-title";

/** Two traces and what differs between them; either may still have to be chosen. */
export function ComparePage() {
  const { traceId } = useParams({ from: "/trace/$traceId" });
  const { app, compare } = useMessages();
  const { a, b } = comparisonSides(traceId);
  useTitle(app.compare.title);
  return (
    <section className={styles.page} aria-label={app.compare.title}>
      <SidePickers a={a} b={b} />
      {a === "" && b === "" ? (
        <p className={styles.hint}>{compare.chooseBoth}</p>
      ) : (
        <SourceGate byId>
          <ComparisonOfTraces key={traceId} a={a} b={b} />
        </SourceGate>
      )}
    </section>
  );
}
