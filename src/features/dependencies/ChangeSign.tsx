import type { GraphChange } from "@/derive/service-diff";
import styles from "./ChangeSign.module.css";

const circle = "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0Z";
const shapes: Record<Exclude<GraphChange, "same">, { outline: string; sign: string }> = {
  new: { outline: circle, sign: "M-3.5 0h7M0 -3.5v7" },
  gone: { outline: circle, sign: "M-3.5 0h7" },
  up: { outline: "M0 -6.5L6.5 5H-6.5Z", sign: "" },
  down: { outline: "M0 6.5L6.5 -5H-6.5Z", sign: "" },
};

/** A change as a shape of 13 px around a point of an SVG: told apart without its colour. */
export function ChangeShape(props: {
  readonly change: GraphChange | undefined;
  readonly x: number;
  readonly y: number;
}) {
  const { change, x, y } = props;
  if (change === undefined || change === "same") return null;
  const { outline, sign } = shapes[change];
  return (
    <g
      className={styles.sign}
      data-change={change}
      data-part="sign"
      transform={`translate(${x} ${y})`}
    >
      <path className={styles.outline} d={outline} />
      {sign !== "" && <path className={styles.stroke} d={sign} />}
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
