import { Fragment, type ReactNode } from "react";

/** Longer names are none that somebody reads part by part. */
const longest = 200;

/**
 * A dotted name, such as the key of an attribute, that goes to the next line after a dot or a slash
 * where it has to, and not within a word.
 */
export function breakable(name: string): ReactNode {
  if (name.length > longest) return name;
  const parts = name.split(/(?<=[./])(?=[^./])/);
  if (parts.length === 1) return name;
  return parts.map((part, at) => (
    // The parts of a name are where they are.
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
