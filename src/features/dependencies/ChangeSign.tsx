import type { GraphChange } from "@/derive/service-diff";
import styles from "./ChangeSign.module.css";
import { signAt } from "./shapes-scene";

/** A change as a shape of 13 px around a point of an SVG: told apart without its colour. */
export function ChangeShape(props: {
  readonly change: GraphChange | undefined;
  readonly x: number;
  readonly y: number;
}) {
  const { change, x, y } = props;
  if (change === undefined || change === "same") return null;
  const { outline, stroke } = signAt(change, [x, y]);
  return (
    <g className={styles.sign} data-change={change}>
      <path className={styles.outline} d={outline} />
      {stroke !== "" && <path className={styles.stroke} d={stroke} />}
    </g>
  );
}

/** The same beside text, which has to say it in words. */
export function ChangeMark({ change }: { readonly change: GraphChange }) {
  return (
    <svg width="14" height="14" viewBox="-7 -7 14 14" className={styles.mark} aria-hidden="true">
      <ChangeShape change={change} x={0} y={0} />
    </svg>
  );
}
