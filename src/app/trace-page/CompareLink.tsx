import { Link } from "@tanstack/react-router";
import { useMessages } from "@/i18n/I18nProvider";
import { useSourceParam } from "../source-param";
import { comparisonPath } from "../trace-path";
import styles from "./CompareLink.module.css";

/** Leads to a comparison of a trace with one that is still to be chosen. */
export function CompareLink({ traceId }: { readonly traceId: string }) {
  const words = useMessages().compare;
  const source = useSourceParam();
  return (
    <Link
      to="/trace/$traceId"
      params={{ traceId: comparisonPath(traceId, "") }}
      search={source}
      preload={false}
      className={styles.link}
    >
      {words.compareWith}
    </Link>
  );
}
