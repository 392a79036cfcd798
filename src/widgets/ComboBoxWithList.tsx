import { Autocomplete } from "@base-ui/react/autocomplete";
import { useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from "react";
import { rankOptions, type ComboBoxOption } from "./combo-box-options";
import { hasList, type ComboBoxProps } from "./ComboBox";
import styles from "./ComboBox.module.css";
import { chevron, cross } from "./combo-box-icons";
import { visibleLine } from "./visible-text";

/** What the plain field hands over when this one takes its place. */
export interface ComboBoxHandover {
  /** Where the caret or the selection was; absent where the field had no focus. */
  readonly selection: readonly [number, number] | undefined;
  /** The list was asked for: by typing, so that it shows what matches, or as a whole. */
  readonly open: "typed" | "all" | undefined;
}

interface Item extends ComboBoxOption {
  readonly typed?: true;
}

/** Dragging the list's scroll bar leaves the focus, and with it the list, where it is. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

const shownAtMost = 100;
/** Longer names are cut in the list, not in the value: laying out 100 kB of text takes a while. */
const longest = 300;
const clip = (text: string) =>
  visibleLine(text.length > longest ? `${text.slice(0, longest)}…` : text);

/**
 * A text field with suggestions. Any text is a value: what is typed counts as it stands, whether
 * the list knows it, has not arrived or could not be had.
 */
export function ComboBoxWithList(props: ComboBoxProps & { readonly handover: ComboBoxHandover }) {
  const { value, onValueChange, options, texts, note, placeholder, handover, ...control } = props;
  const [wantsOpen, setWantsOpen] = useState(handover.open !== undefined);
  // Until something is typed, opening the list shows all of it, not only what matches the value.
  const [typing, setTyping] = useState(handover.open === "typed");
  // What was typed before this was here has its first match marked as well.
  const [typedBefore, setTypedBefore] = useState(handover.open === "typed");
  /** The first match is marked by itself, and no key has gone there yet. */
  const marksItself = useRef(handover.open === "typed");
  const input = useRef<HTMLInputElement>(null);
  const { selection } = handover;
  useLayoutEffect(() => {
    if (!selection) return;
    input.current?.focus();
    input.current?.setSelectionRange(...selection);
  }, [selection]);
  const query = typing ? value : "";
  const ranked = useMemo(() => rankOptions(options, query, shownAtMost), [options, query]);
  const items = useMemo((): readonly Item[] => {
    if (query.trim() === "" || ranked.exact || ranked.total === 0) return ranked.shown;
    return [...ranked.shown, { value: query, typed: true }];
  }, [ranked, query]);

  let foot = note;
  if (foot === undefined && ranked.total === 0) foot = texts.noMatch;
  if (foot === undefined && ranked.total > ranked.shown.length) {
    foot = texts.someOf(ranked.shown.length, ranked.total);
  }
  // A name typed in full needs no list, and Enter is free to do what Enter does in the form.
  const settled = typing && ranked.exact && ranked.total === 1;
  const open = wantsOpen && !settled;

  return (
    <Autocomplete.Root<Item>
      items={items}
      filter={null}
      itemToStringValue={(item) => item.value}
      value={value}
      autoHighlight={typedBefore ? "always" : true}
      openOnInputClick={false}
      open={open}
      onOpenChange={(next, details) => {
        if (next && details.reason !== "input-change") setTyping(false);
        setWantsOpen(next);
        setTypedBefore(false);
      }}
      onValueChange={(next, details) => {
        if (details.reason === "escape-key") {
          // Escape closes the list; on a closed one it belongs to the page, not to the text.
          details.cancel();
          details.allowPropagation();
          return;
        }
        setTyping(details.reason === "input-change");
        marksItself.current = details.reason === "input-change";
        onValueChange(next);
      }}
    >
      <Autocomplete.InputGroup className={styles.group}>
        <Autocomplete.Input
          {...control}
          ref={input}
          placeholder={placeholder}
          className={styles.input}
          dir="auto"
          onBlur={() => setWantsOpen(false)}
          onClick={() => {
            // Not by Base UI, which would also show a list with nothing in it.
            if (open || !hasList(props)) return;
            setTyping(false);
            setWantsOpen(true);
          }}
          onKeyDown={(event) => {
            // "Part of a name, arrow down, Enter" means the first match, marked or not.
            if (event.key !== "ArrowDown" || !open || !marksItself.current) return;
            marksItself.current = false;
            event.preventBaseUIHandler();
            event.preventDefault();
          }}
        />
        <Autocomplete.Clear className={styles.inner} aria-label={texts.clear} title={texts.clear}>
          {" "}
          {cross}{" "}
        </Autocomplete.Clear>
        <Autocomplete.Trigger
          className={styles.inner}
          aria-label={texts.openList}
          title={texts.openList}
        >
          {" "}
          {chevron}{" "}
        </Autocomplete.Trigger>
      </Autocomplete.InputGroup>
      {/*
        No Autocomplete.Popup: it would hide the rest of the page from assistive technology while
        the list is open, as a dialog does. So choosing and leaving are done here.
      */}
      {open && (
        <Autocomplete.Portal>
          <Autocomplete.Positioner className={styles.positioner} sideOffset={2} align="start">
            <div role="presentation" className={styles.popup} onMouseDown={keepFocus}>
              <Autocomplete.List className={styles.list} aria-label={texts.list}>
                {(item: Item) => (
                  <Autocomplete.Item
                    key={item.typed ? "\u0000typed" : item.value}
                    value={item}
                    className={item.typed ? `${styles.item} ${styles.typed}` : styles.item}
                    onClick={() => {
                      setTyping(false);
                      setWantsOpen(false);
                      onValueChange(item.value);
                    }}
                  >
                    <bdi className={styles.name} title={clip(item.value)}>
                      {item.typed ? texts.asTyped(clip(item.value)) : clip(item.value)}
                    </bdi>
                    {item.detail && <span className={styles.detail}>{item.detail}</span>}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
              <Autocomplete.Status className={styles.foot}>{foot}</Autocomplete.Status>
            </div>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      )}
    </Autocomplete.Root>
  );
}
