import { serviceColor } from "./service-colors";
import styles from "./ServiceMark.module.css";

/** The colour of a service as a small block; decoration, the name has to stand beside it. */
export function ServiceMark({ service }: { readonly service: string }) {
  return (
    <span
      className={styles.mark}
      style={{ background: serviceColor(service) }}
      aria-hidden="true"
    />
  );
}
