import { useRef } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { Button } from "@/widgets/Button";
import { Select } from "@/widgets/Select";
import styles from "./AutoRefresh.module.css";
import type { LiveResults } from "./Results";

const periods = ["0", "5000", "30000", "60000"] as const;

/** How often to look for new traces, and the way to those that were found. */
export function AutoRefresh({ live }: { readonly live: LiveResults }) {
  const { refresh: words } = useFirstMessages().search;
  const { everyMs, fresh, onEvery, onTake } = live;
  const period = useRef<HTMLSelectElement>(null);
  const take = () => {
    onTake();
    // The button goes with what it showed: the focus would go with it.
    period.current?.focus();
  };
  const current = periods.find((one) => one === String(everyMs)) ?? "0";
  return (
    <>
      <span role="status" className={styles.new}>
        {fresh.count > 0 && (
          <Button size="s" variant="primary" onClick={take}>
            {words.showNew(fresh.count)}
          </Button>
        )}
        {fresh.problem && everyMs !== undefined && (
          <span className={styles.failed}>{words.failed}</span>
        )}
      </span>
      <label className={styles.label}>
        <span className={styles.words}>{words.label}</span>
        <Select
          ref={period}
          className={styles.select}
          value={current}
          options={periods.map((value) => ({ value, label: words.periods[value] }))}
          onValueChange={(value) => onEvery(value === "0" ? undefined : Number(value))}
        />
      </label>
    </>
  );
}
