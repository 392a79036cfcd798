import { useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense, type ReactNode } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import { lazyComponent } from "@/widgets/lazy-component";
import { Select } from "@/widgets/Select";
import { PagePending } from "../PagePending";
import styles from "./CompareViews.module.css";

const { Component: FlameMode } = lazyComponent(async () => (await import("./FlameMode")).FlameMode);

interface CompareViewsProps {
  readonly a: LoadedTrace;
  readonly b: LoadedTrace;
  /** The comparison as rows. */
  readonly children: ReactNode;
}

/** The ways to look at a comparison, and the one that the URL names. */
export function CompareViews({ a, b, children }: CompareViewsProps) {
  const words = useMessages().views.flame.compare;
  const { view } = useSearch({ from: "/trace/$traceId" });
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const shown = view === "flame" ? "flame" : "rows";
  return (
    <>
      <label className={styles.choice}>
        {words.shownAs}
        <Select
          value={shown}
          options={[
            { value: "rows", label: words.rows },
            { value: "flame", label: words.flame },
          ]}
          onValueChange={(next) =>
            void navigate({
              search: (before) => ({ ...before, view: next === "rows" ? undefined : next }),
            })
          }
        />
      </label>
      {shown === "rows" ? (
        children
      ) : (
        <Suspense fallback={<PagePending />}>
          <FlameMode a={a} b={b} />
        </Suspense>
      )}
    </>
  );
}
