import { useId } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { comparedStart, earlierTimes, type DependenciesParams } from "@/state/dependencies-params";
import { usePreferences } from "@/state/preferences-store";
import { fromInputTime, toInputTime } from "@/state/search-draft";
import { TextInput } from "@/widgets/Field";
import { Select } from "@/widgets/Select";
import type { TimeWindow } from "./compared-window";
import styles from "./DependenciesPage.module.css";

const choices = ["none", ...earlierTimes, "chosen"] as const;
type Choice = (typeof choices)[number];

/** With which earlier time the graph is compared. */
export function CompareWith(props: {
  readonly params: DependenciesParams;
  /** The time of the graph itself. */
  readonly window: TimeWindow;
  readonly onChange: (against: string | undefined) => void;
}) {
  const { params, window, onChange } = props;
  const { against } = params;
  const { against: words } = useMessages().graphDiff;
  const zone = usePreferences((preferences) => preferences.timeZone);
  const id = useId();
  const start = comparedStart(against, window.startMicro, window.endMicro - window.startMicro);
  const choice: Choice =
    against === undefined ? "none" : (earlierTimes.find((one) => one === against) ?? "chosen");
  const choose = (value: Choice) => {
    if (value === "none") onChange(undefined);
    else if (value === "chosen") {
      const length = window.endMicro - window.startMicro;
      onChange(String(Math.max(0, start ?? window.startMicro - length)));
    } else onChange(value);
  };
  return (
    <>
      <span className={styles.field}>
        <label htmlFor={`${id}with`}>{words.label}</label>
        <Select<Choice>
          id={`${id}with`}
          className={styles.select}
          value={choice}
          options={choices.map((value) => ({ value, label: words[value] }))}
          onValueChange={choose}
        />
      </span>
      {choice === "chosen" && start !== undefined && (
        <>
          <span className={styles.field}>
            <label htmlFor={`${id}start`}>{words.start}</label>
            <TextInput
              // Typed piece by piece: what is not yet a time stays in the field.
              key={zone}
              id={`${id}start`}
              type="datetime-local"
              step={1}
              className={styles.time}
              defaultValue={toInputTime(start, zone)}
              onChange={(event) => {
                const moment = fromInputTime(event.currentTarget.value, zone);
                if (moment !== undefined) onChange(String(moment));
              }}
            />
          </span>
        </>
      )}
    </>
  );
}
