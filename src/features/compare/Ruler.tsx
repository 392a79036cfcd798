import styles from "./ComparisonGrid.module.css";

/** The time axis above a column of bars; what draws it is `TimeZoom`. */
export function Ruler() {
  return (
    <div className={`${styles.bars} ${styles.ruler}`} data-ruler="" aria-hidden="true">
      <div data-marks="" />
    </div>
  );
}
