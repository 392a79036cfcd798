import { Popover } from "@base-ui/react/popover";
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import { serviceColor } from "@/trace-ui/service-colors";
import { shortText } from "@/trace-ui/short-text";
import { TextInput } from "@/widgets/Field";
import { countServices } from "./filter-results";
import { DownIcon } from "./icons";
import bar from "./ResultFilters.module.css";
import styles from "./ServiceFilter.module.css";
import { useActivity } from "./use-activity";

export interface ServiceFilterProps {
  /** All that is loaded, and what of it passes the filter. */
  readonly summaries: readonly TraceSummary[];
  readonly shown: readonly TraceSummary[];
  readonly chosen: readonly string[];
  readonly onChange: (services: readonly string[]) => void;
}

/** A list of more is narrowed by typing. */
const shownAtMost = 100;

/** Arrow keys go from what was typed into the list, through it and back. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const stops = [...event.currentTarget.querySelectorAll("input")];
  const next = stops[stops.findIndex((stop) => stop === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Chooses services that have to take part in a trace. */
export function ServiceFilter({ summaries, shown, chosen, onChange }: ServiceFilterProps) {
  const { filters: words } = useFirstMessages().search;
  const formats = useFormats();
  const [text, setText] = useState("");
  // Counted a moment after the rows are there: nobody opens a list as fast as that.
  const current = useMemo(() => ({ summaries, shown }), [summaries, shown]);
  const counted = useDeferredValue<typeof current | null>(current, null);
  useActivity(counted !== current);
  const services = useMemo(
    () => (counted ? countServices(counted.summaries, counted.shown) : []),
    [counted],
  );
  const picked = useMemo(() => new Set(chosen), [chosen]);
  const matching = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return services.filter(([name]) => name.toLowerCase().includes(wanted));
  }, [services, text]);
  const listed = matching.slice(0, shownAtMost);
  return (
    <Popover.Root onOpenChange={(open) => open && setText("")}>
      <Popover.Trigger className={bar.toggle}>
        {words.services}{" "}
        <span className={bar.count}>{counted && formats.number(services.length)}</span>
        <DownIcon />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={4} className={styles.positioner}>
          <Popover.Popup
            className={styles.popup}
            aria-label={words.servicesTitle}
            onKeyDown={moveFocus}
          >
            <TextInput
              type="search"
              aria-label={words.findService}
              placeholder={words.findService}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <ul className={styles.list}>
              {listed.map(([name, traces]) => (
                <li key={name}>
                  <label className={styles.item} data-none={traces === 0 || undefined}>
                    <input
                      type="checkbox"
                      checked={picked.has(name)}
                      onChange={(event) => {
                        const others = chosen.filter((one) => one !== name);
                        onChange(event.currentTarget.checked ? [...others, name] : others);
                      }}
                    />
                    <span className={styles.color} style={{ background: serviceColor(name) }} />
                    <bdi className={styles.name} title={shortText(name)}>
                      {shortText(name)}
                    </bdi>
                    <span className={bar.count}>{formats.number(traces)}</span>
                  </label>
                </li>
              ))}
            </ul>
            <p className={styles.foot} role="status">
              {words.servicesShown({ shown: listed.length, total: services.length })}
            </p>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
