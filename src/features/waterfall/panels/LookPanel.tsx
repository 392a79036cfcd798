import { Popover } from "@base-ui/react/popover";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { ns } from "@/lib/units";
import { gapLimit } from "../gap-limit";
import type { ViewControls } from "../view-controls";
import styles from "./Panels.module.css";

const switches = [
  ["critical", "c"],
  ["self", "t"],
  ["gaps", "g"],
] as const;

/** What the bars show besides time. */
export function LookPanel({ controls }: { readonly controls: ViewControls }) {
  const { params, change, timeline } = controls;
  const words = useMessages().timeline.look;
  const formats = useFormats();
  const help = {
    critical: words.criticalHelp,
    self: words.selfHelp,
    gaps: words.gapsHelp(formats.duration(gapLimit(ns(timeline.core.durationNs)))),
  };
  return (
    <>
      <Popover.Title className={styles.title}>{words.title}</Popover.Title>
      <div className={styles.group}>
        {switches.map(([name, key]) => (
          <label key={name} className={styles.choice}>
            <input
              type="checkbox"
              checked={params[name] !== undefined}
              onChange={() => change({ [name]: params[name] ? undefined : "1" })}
            />
            <span>
              {words[name]}
              <small>{help[name]}</small>
            </span>
            <kbd className={styles.key}>{key}</kbd>
          </label>
        ))}
      </div>
    </>
  );
}
