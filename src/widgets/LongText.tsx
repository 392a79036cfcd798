import { memo, useState } from "react";
import styles from "./LongText.module.css";
import { visibleText } from "./visible-text";

/** A text, or something that makes the part of a text that is asked for. A string is one. */
export interface TextSource {
  readonly length: number;
  slice(start: number, end: number): string;
}

export interface LongTextLabels {
  /** Name of the scrolling box that holds the whole text. */
  readonly box: string;
  showAll(characters: number): string;
  showMore(shown: number, characters: number): string;
  readonly showLess: string;
}

/** Longer texts are cut here … */
const previewLength = 400;
/** … unless this little more would show them whole. */
const tolerance = 80;
const previewLines = 12;
/** Added by each "show": enough for most texts, little enough to be laid out in a frame or two. */
const sliceLength = 120_000;
/** What a box that is open from the start begins with. */
const boxedLength = 8000;

/** The nearest end at or after `end` that parts neither a surrogate pair nor a line break. */
function wholeEnd(source: TextSource, end: number): number {
  if (end >= source.length) return source.length;
  return /[\ud800-\udbff\r]/.test(source.slice(end - 1, end)) ? end + 1 : end;
}

/** Where the preview ends; the text's length when it is shown whole. */
function previewEnd(source: TextSource): number {
  const short = source.length <= previewLength + tolerance;
  const start = source.slice(0, short ? source.length : previewLength);
  let at = -1;
  for (let line = 0; line < previewLines; line += 1) {
    at = start.indexOf("\n", at + 1);
    if (at < 0) return short ? source.length : wholeEnd(source, previewLength);
  }
  return at + 1 >= source.length ? source.length : at;
}

interface PartProps {
  readonly source: TextSource;
  readonly start: number;
  readonly end: number;
}

/** Parts are kept as they are when another is added: a long text is not laid out again. */
const Part = memo(function Part({ source, start, end }: PartProps) {
  return <span>{visibleText(source.slice(start, end))}</span>;
});

interface LongTextProps {
  readonly source: TextSource;
  readonly labels: LongTextLabels;
  /** For code, bytes and stack traces. */
  readonly mono?: boolean;
  /** Opens in its box at once, with the start of the text: for stack traces. */
  readonly boxed?: boolean;
  /** False keeps long lines whole: what shows them scrolls. */
  readonly wrap?: boolean;
}

/**
 * A text of any length, with its line breaks and with characters that cannot be seen made visible.
 * A long one is cut, opens in a box that scrolls, and a very long one comes in slices.
 */
export function LongText(props: LongTextProps) {
  const { source, labels, mono = false, boxed = false, wrap = true } = props;
  const first = boxed ? [wholeEnd(source, boxedLength)] : [];
  const [ends, setEnds] = useState<readonly number[]>(first);
  const [shownSource, setShownSource] = useState(source);
  if (shownSource !== source) {
    setShownSource(source);
    setEnds(first);
  }
  const className = [styles.text, mono && styles.mono, !wrap && styles.unwrapped]
    .filter(Boolean)
    .join(" ");
  const cut = first[0] ?? previewEnd(source);
  const opened = ends.at(-1);
  const more = () => setEnds([...ends, wholeEnd(source, (opened ?? 0) + sliceLength)]);
  const less = () => setEnds(first);
  const hasMore = (opened ?? cut) < source.length;

  // The first button stays the same element through all states, so that it keeps the focus.
  return (
    <>
      {opened === undefined ? (
        <bdi className={className}>
          {visibleText(source.slice(0, cut))}
          {hasMore && <span aria-hidden="true">…</span>}
        </bdi>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it
        <div className={styles.box} role="group" aria-label={labels.box} tabIndex={0}>
          <bdi className={className}>
            {ends.map((end, i) => (
              <Part key={end} source={source} start={ends[i - 1] ?? 0} end={end} />
            ))}
          </bdi>
        </div>
      )}
      {cut < source.length && (
        <button key="first" type="button" className={styles.button} onClick={hasMore ? more : less}>
          {!hasMore
            ? labels.showLess
            : source.length - (opened ?? 0) <= sliceLength
              ? labels.showAll(source.length)
              : labels.showMore(opened ?? cut, source.length)}
        </button>
      )}
      {opened !== undefined && opened > cut && hasMore && (
        <button key="less" type="button" className={styles.button} onClick={less}>
          {labels.showLess}
        </button>
      )}
    </>
  );
}
