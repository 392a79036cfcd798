import { traceName } from "@/features/compare/trace-name";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { LoadedTrace } from "@/engine/trace-engine";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import styles from "./ComparisonOfTraces.module.css";

/** What is known of the one trace that is there, while the other is not. */
export function OneSide(props: { readonly trace: LoadedTrace; readonly side: "a" | "b" }) {
  const { compare: words, trace, app } = useMessages();
  const formats = useFormats();
  const { core } = props.trace;
  const { rootService, services, errorCount } = core.summary;
  return (
    <div className={styles.oneSide}>
      <p className={styles.sideName}>
        {props.side === "a" ? app.compare.traceA : app.compare.traceB}
        <ServiceMark service={rootService} />
        <bdi>{shortText(traceName(core, words.grid))}</bdi>
      </p>
      <p className={styles.sideFigures}>
        <span>{formats.duration(core.durationNs)}</span>
        <span>{trace.summary.services(services.length)}</span>
        <span>{trace.summary.spans(core.spans.length)}</span>
        <span>{errorCount === 0 ? trace.summary.noErrors : trace.summary.errors(errorCount)}</span>
      </p>
      <p className={styles.sideFigures}>{words.onlyOne}</p>
    </div>
  );
}
