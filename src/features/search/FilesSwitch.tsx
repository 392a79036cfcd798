import { useFirstMessages, useFormats } from "@/i18n/I18nProvider";
import type { SearchAbilities } from "@/state/search-params";
import { Button } from "@/widgets/Button";
import styles from "./SearchForm.module.css";

type TimeRange = NonNullable<SearchAbilities["timeRange"]>;

/** The files that can be searched beside the server. */
export interface FilesOffer {
  readonly count: number;
  /** The times of their traces, in microseconds; undefined where they have not been read yet. */
  readonly timeRange: TimeRange | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Has the open files searched, too; says which time they are of, since it may be any. */
export function FilesSwitch(props: {
  readonly offer: FilesOffer;
  readonly zone: "local" | "utc";
  readonly onTime: (range: TimeRange) => void;
}) {
  const { offer, zone, onTime } = props;
  const { count, timeRange, checked, onChange } = offer;
  const { form: words } = useFirstMessages().search;
  const formats = useFormats();
  const time = (micro: number) => formats.dateTime(BigInt(micro) * 1000n, zone);
  return (
    <div className={styles.files}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {words.files(count)}
      </label>
      {checked && timeRange && (
        <p className={styles.zone}>
          {words.filesTime({
            from: time(timeRange.startUnixMicro),
            to: time(timeRange.endUnixMicro),
          })}{" "}
          <Button size="s" onClick={() => onTime(timeRange)}>
            {words.searchFilesTime}
          </Button>
        </p>
      )}
    </div>
  );
}
