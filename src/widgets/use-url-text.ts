import { useState } from "react";

const noTexts: ReadonlySet<string> = new Set();

/**
 * A text that is typed and also stands in the URL. What was typed comes back from there, maybe
 * after more has been typed; only what comes from elsewhere (back, forward, a link) takes its place.
 */
export function useUrlText(
  inUrl: string,
  write: (text: string) => void,
): readonly [text: string, change: (text: string) => void] {
  const [text, setText] = useState(inUrl);
  const [known, setKnown] = useState(inUrl);
  const [sent, setSent] = useState(noTexts);
  if (known !== inUrl) {
    setKnown(inUrl);
    if (!sent.has(inUrl)) setText(inUrl);
    if (inUrl === text) setSent(noTexts);
  }
  const change = (next: string): void => {
    setText(next);
    setSent(new Set(sent).add(next));
    write(next);
  };
  return [text, change];
}
