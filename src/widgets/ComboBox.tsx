import { useEffect, useRef, useState, type ComponentType, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { trackActivity } from "@/lib/activity";
import { rankOptions, type ComboBoxOption } from "./combo-box-options";
import type { ComboBoxHandover } from "./ComboBoxWithList";
import styles from "./ComboBox.module.css";
import { chevron, cross } from "./combo-box-icons";

/** What a combo box says; given to it because widgets know no language. */
export interface ComboBoxTexts {
  readonly openList: string;
  readonly clear: string;
  /** The list's name. */
  readonly list: string;
  /** Where more match than are shown. */
  readonly someOf: (shown: number, total: number) => string;
  readonly noMatch: string;
  /** The choice of what was typed where it is only part of a known name. */
  readonly asTyped: (text: string) => string;
}

export interface ComboBoxProps {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly options: readonly ComboBoxOption[];
  readonly texts: ComboBoxTexts;
  /** In place of the list's foot: that it is loading, or why it is not there. */
  readonly note?: string | undefined;
  readonly placeholder?: string;
  readonly id?: string;
  readonly "aria-invalid"?: true | undefined;
  readonly "aria-describedby"?: string | undefined;
}

/** There is something to show in the list, or a word on why there is nothing. */
export const hasList = ({ options, note }: ComboBoxProps): boolean =>
  options.length > 0 || note !== undefined;

type WithList = ComponentType<ComboBoxProps & { readonly handover: ComboBoxHandover }>;

let loaded: WithList | undefined;
let loading: Promise<WithList | undefined> | undefined;

/** Loads the part that has the list. A download that fails is tried again at the next occasion. */
function loadList(): Promise<WithList | undefined> {
  loading ??= trackActivity(import("./ComboBoxWithList")).then(
    (module) => (loaded = module.ComboBoxWithList),
    () => (loading = undefined),
  );
  return loading;
}

/** What shows that somebody is there, and may want the list soon. */
const signsOfLife = ["pointermove", "pointerdown", "keydown", "focusin"] as const;

/**
 * A text field with suggestions. Any text is a value: what is typed counts as it stands, whether
 * the list knows it, has not arrived or could not be had. The list's code is as large as a third
 * of a page, so it is loaded when somebody first moves on the page; until then, and when it cannot
 * be had, this is a plain field.
 */
export function ComboBox(props: ComboBoxProps) {
  const [WithList, setWithList] = useState<WithList | undefined>(() => loaded);
  const [handover, setHandover] = useState<ComboBoxHandover>({
    selection: undefined,
    open: undefined,
  });
  const input = useRef<HTMLInputElement>(null);
  const wanted = useRef<ComboBoxHandover["open"]>(undefined);
  const composing = useRef<() => void>(undefined);
  const { value, onValueChange, texts } = props;

  useEffect(() => {
    if (WithList) return undefined;
    let gone = false;
    const exchange = (component: WithList) => {
      gone = true;
      const field = input.current;
      const focused = field !== null && document.activeElement === field;
      // At once: a key pressed in between would be lost.
      flushSync(() => {
        setHandover({
          selection: focused
            ? [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length]
            : undefined,
          open: focused ? wanted.current : undefined,
        });
        setWithList(() => component);
      });
    };
    const load = () => {
      void loadList().then((component) => {
        if (gone || !component) return;
        // A word that is being put together by an input method must not be torn apart.
        if (input.current?.dataset["composing"] === undefined) exchange(component);
        else composing.current = () => exchange(component);
      });
    };
    for (const sign of signsOfLife) document.addEventListener(sign, load, { passive: true });
    return () => {
      gone = true;
      for (const sign of signsOfLife) document.removeEventListener(sign, load);
    };
  }, [WithList]);

  if (WithList) return <WithList {...props} handover={handover} />;

  const openAll = () => {
    wanted.current = "all";
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") wanted.current ??= "all";
    if (event.key === "Escape") wanted.current = undefined;
    if (event.key !== "Enter" || wanted.current !== "typed") return;
    // The list would have its first row marked by now, and Enter would take that.
    const { shown, exact } = rankOptions(props.options, value, 1);
    if (!shown[0] || exact) return;
    event.preventDefault();
    wanted.current = undefined;
    onValueChange(shown[0].value);
  };
  return (
    <div className={styles.group}>
      <input
        ref={input}
        id={props.id}
        aria-invalid={props["aria-invalid"]}
        aria-describedby={props["aria-describedby"]}
        type="text"
        role="combobox"
        aria-expanded={false}
        aria-haspopup="listbox"
        aria-controls={undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
        className={styles.input}
        placeholder={props.placeholder}
        value={value}
        onChange={(event) => {
          wanted.current = "typed";
          onValueChange(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onMouseDown={() => {
          if (hasList(props)) wanted.current = "all";
        }}
        onCompositionStart={(event) => {
          event.currentTarget.dataset["composing"] = "";
        }}
        onCompositionEnd={(event) => {
          delete event.currentTarget.dataset["composing"];
          composing.current?.();
        }}
      />
      {value !== "" && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.inner}
          aria-label={texts.clear}
          title={texts.clear}
          onClick={() => onValueChange("")}
        >
          {cross}
        </button>
      )}
      <button
        type="button"
        tabIndex={-1}
        className={styles.inner}
        aria-label={texts.openList}
        title={texts.openList}
        onClick={openAll}
      >
        {chevron}
      </button>
    </div>
  );
}
