import { Popover } from "@base-ui/react/popover";
import { useMemo, useState } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import { serviceColor } from "@/trace-ui/service-colors";
import { shortText } from "@/trace-ui/short-text";
import { TextInput } from "@/widgets/Field";
import { DownIcon } from "./icons";
import bar from "./ResultFilters.module.css";
import styles from "./ServiceFilter.module.css";

export interface ServiceFilterProps {
  /** Every service of the loaded traces, with the traces that would be left. */
  readonly services: readonly (readonly [name: string, traces: number])[];
  readonly chosen: readonly string[];
  readonly onChange: (services: readonly string[]) => void;
}

/** A list of more is narrowed by typing. */
const shownAtMost = 100;

/** Chooses services that have to take part in a trace. */
export function ServiceFilter({ services, chosen, onChange }: ServiceFilterProps) {
  const { filters: words } = useFirstMessages().search;
  const formats = useFormats();
  const [text, setText] = useState("");
  const picked = useMemo(() => new Set(chosen), [chosen]);
  const matching = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return services.filter(([name]) => name.toLowerCase().includes(wanted));
  }, [services, text]);
  const listed = matching.slice(0, shownAtMost);
  return (
    <Popover.Root onOpenChange={(open) => open && setText("")}>
      <Popover.Trigger className={bar.toggle}>
        {words.services} <span className={bar.count}>{formats.number(services.length)}</span>
        <DownIcon />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={4} className={styles.positioner}>
          <Popover.Popup className={styles.popup} aria-label={words.servicesTitle}>
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
