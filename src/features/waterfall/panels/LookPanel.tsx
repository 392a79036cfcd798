import { Popover } from "@base-ui/react/popover";
import { useId, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { ns } from "@/lib/units";
import { gapLimit } from "../gap-limit";
import type { ViewControls } from "../view-controls";
import styles from "./Panels.module.css";

const switches = [
  ["critical", "c"],
  ["self", "t"],
  ["gaps", "g"],
  ["clock", "l"],
] as const;

/** What the bars show besides time. */
export function LookPanel({ controls }: { readonly controls: ViewControls }) {
  const { params, change, timeline } = controls;
  const words = useMessages().timeline.look;
  const formats = useFormats();
  const help = {
    critical: words.criticalHelp,
    clock: words.clockHelp,
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
      <ColorChoice controls={controls} />
    </>
  );
}

const colors = ["service", "kind", "status", "self"] as const;
const attributePrefix = "attribute:";

/** What the bars are coloured by. */
function ColorChoice({ controls: { params, change } }: { readonly controls: ViewControls }) {
  const words = useMessages().timeline.look;
  const name = useId();
  const color = params.color ?? "service";
  const isAttribute = color.startsWith(attributePrefix);
  const [wantsKey, setWantsKey] = useState(isAttribute);
  const [key, setKey] = useState(isAttribute ? color.slice(attributePrefix.length) : "");
  const submit = () => {
    if (key.trim() !== "") change({ color: attributePrefix + key.trim() });
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{words.color}</legend>
      {colors.map((one) => (
        <label key={one} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={!wantsKey && color === one}
            onChange={() => {
              setWantsKey(false);
              change({ color: one === "service" ? undefined : one });
            }}
          />
          <span>{words.colors[one]}</span>
        </label>
      ))}
      <label className={styles.choice}>
        <input
          type="radio"
          name={name}
          checked={wantsKey}
          onChange={() => {
            setWantsKey(true);
            submit();
          }}
        />
        <span>{words.colors.attribute}</span>
      </label>
      {wantsKey && (
        <form
          className={styles.field}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <label htmlFor={`${name}-key`}>{words.attribute}</label>
          <input
            id={`${name}-key`}
            type="text"
            data-wide=""
            placeholder="http.route"
            spellCheck={false}
            value={key}
            onChange={(event) => setKey(event.target.value)}
            onBlur={submit}
          />
        </form>
      )}
    </fieldset>
  );
}
