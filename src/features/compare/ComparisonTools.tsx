import { useId, type ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { Button } from "@/widgets/Button";
import { CopyButton } from "@/widgets/CopyButton";
import { Select } from "@/widgets/Select";
import type { ComparisonChange, ComparisonParams } from "./ComparisonView";
import styles from "./ComparisonView.module.css";

export interface ComparisonToolsProps {
  readonly params: ComparisonParams;
  readonly onParams: (change: ComparisonChange) => void;
  readonly shown: number;
  readonly all: number;
  readonly onExpandAll: () => void;
  readonly onCollapseAll: () => void;
  /** The summary as Markdown. */
  readonly markdown: () => string;
  readonly onCsv: () => void;
  /** What is looked for. */
  readonly find: ReactNode;
}

const shares = ["1", "5", "10", "25"] as const;

/** What of the rows is shown and how, and what can be taken along. */
export function ComparisonTools(props: ComparisonToolsProps) {
  const { params, onParams } = props;
  const words = useMessages().compare.tools;
  const formats = useFormats();
  const id = useId();
  const { look } = useMessages().timeline;
  const toggle = (name: "critical" | "self", key: string, label: string, help: string) => (
    <Button
      size="s"
      variant="quiet"
      aria-pressed={params[name] !== undefined}
      aria-keyshortcuts={key}
      title={help}
      onClick={() => onParams({ [name]: params[name] === undefined ? "1" : undefined })}
    >
      {label}
    </Button>
  );
  const order = params.order === "difference" ? "difference" : "time";
  return (
    <div className={styles.tools} role="group" aria-label={words.label}>
      {props.find}
      <span className={styles.choice} title={words.showHelp}>
        <label htmlFor={`${id}-show`}>{words.show}</label>
        <Select
          id={`${id}-show`}
          className={styles.select}
          value={params.diff ?? "all"}
          options={[
            { value: "all", label: words.all },
            { value: "any", label: words.any },
            ...shares.map((share) => ({
              value: share as string,
              label: words.over(formats.percent(Number(share) / 100)),
            })),
          ]}
          onValueChange={(value) => onParams({ diff: value === "all" ? undefined : value })}
        />
      </span>
      <span className={styles.choice}>
        <label htmlFor={`${id}-order`}>{words.order}</label>
        <Select
          id={`${id}-order`}
          className={styles.select}
          value={order}
          options={[
            { value: "time", label: words.byTime },
            { value: "difference", label: words.byDifference },
          ]}
          onValueChange={(value) => onParams({ order: value === "time" ? undefined : value })}
        />
      </span>
      <span className={styles.choice} title={words.alignHelp}>
        <label htmlFor={`${id}-align`}>{words.align}</label>
        <Select
          id={`${id}-align`}
          className={styles.select}
          aria-keyshortcuts="l"
          value={params.align ?? "start"}
          options={[
            { value: "start", label: words.atStart },
            { value: "parent", label: words.atParent },
          ]}
          onValueChange={(value) => onParams({ align: value === "parent" ? value : undefined })}
        />
      </span>
      {toggle("critical", "c", look.critical, look.criticalHelp)}
      {toggle("self", "t", look.self, look.selfHelp)}
      <span className={styles.actions}>
        <span className={styles.count}>
          {words.rows(formats.number(props.shown), formats.number(props.all))}
        </span>
        <Button size="s" variant="quiet" onClick={props.onExpandAll}>
          {words.expandAll}
        </Button>
        <Button size="s" variant="quiet" onClick={props.onCollapseAll}>
          {words.collapseAll}
        </Button>
        <CopyButton
          withLabel
          text={props.markdown}
          label={words.markdown}
          copiedLabel={words.copied}
          failedLabel={words.copyFailed}
        />
        <Button size="s" variant="quiet" onClick={props.onCsv}>
          {words.csv}
        </Button>
      </span>
    </div>
  );
}
