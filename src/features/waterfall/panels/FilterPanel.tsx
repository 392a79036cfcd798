import { Popover } from "@base-ui/react/popover";
import { useId, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { parseDuration } from "@/lib/parse-duration";
import { formatServiceFilter, parseServiceFilter } from "@/state/service-filter-code";
import { hidesSpans, quickFilters, withoutFilters } from "@/state/timeline-params";
import { shortText } from "@/trace-ui/short-text";
import { serviceColor } from "@/trace-ui/service-colors";
import { Button } from "@/widgets/Button";
import type { ViewControls } from "../view-controls";
import styles from "./Panels.module.css";

/** Which spans to show: one of the quick filters, matches only, a shortest duration, services. */
export function FilterPanel({ controls }: { readonly controls: ViewControls }) {
  const { params, change, timeline } = controls;
  const words = useMessages().timeline.filter;
  const formats = useFormats();
  const name = useId();
  const { errorCount } = timeline.core.summary;
  return (
    <>
      <Popover.Title className={styles.title}>{words.title}</Popover.Title>
      <fieldset className={styles.group}>
        <legend className="visually-hidden">{words.title}</legend>
        <label className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={params.filter === undefined}
            onChange={() => change({ filter: undefined })}
          />
          <span>{words.all}</span>
        </label>
        {quickFilters.map((filter) => (
          <label key={filter} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={params.filter === filter}
              onChange={() => change({ filter })}
            />
            <span>{words.quick[filter]}</span>
            {filter === "errors" && (
              <span className={styles.count} style={{ flex: "none" }}>
                {formats.number(errorCount)}
              </span>
            )}
          </label>
        ))}
      </fieldset>
      <div className={styles.group}>
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={params.only !== undefined}
            onChange={() => change({ only: params.only ? undefined : "1" })}
          />
          <span>{words.only}</span>
          <kbd className={styles.key}>m</kbd>
        </label>
        <ShortestSpan controls={controls} />
      </div>
      <Services controls={controls} />
      {hidesSpans(params) && (
        <div className={styles.buttons}>
          <Button size="s" onClick={() => change(withoutFilters)}>
            {words.showAll}
          </Button>
        </div>
      )}
    </>
  );
}

/** Whether what is below a hidden span goes with it. */
function FoldChoice(props: { readonly fold: boolean; readonly onChange: (fold: boolean) => void }) {
  const words = useMessages().rows.filter;
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={props.fold}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        {words.fold}
        <small>{words.foldHelp}</small>
      </span>
    </label>
  );
}

function ShortestSpan({ controls: { params, change } }: { readonly controls: ViewControls }) {
  const words = useMessages().timeline.filter;
  const [text, setText] = useState(params.minSpan ?? "");
  const id = useId();
  const isWrong = text.trim() !== "" && parseDuration(text) === undefined;
  const apply = (value: string) => {
    setText(value);
    const ns = parseDuration(value);
    if (value.trim() === "" || ns === 0) change({ minSpan: undefined });
    else if (ns !== undefined) change({ minSpan: value.trim() });
  };
  return (
    <>
      <div className={styles.field}>
        <label htmlFor={id}>{words.minSpan}</label>
        <input
          id={id}
          type="text"
          placeholder="10ms"
          title={words.minSpanHint}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-fault` : undefined}
          value={text}
          onChange={(event) => apply(event.target.value)}
        />
      </div>
      {params.minSpan !== undefined && (
        <FoldChoice
          fold={params.minMode === "fold"}
          onChange={(fold) => change({ minMode: fold ? "fold" : undefined })}
        />
      )}
      {isWrong && (
        <p id={`${id}-fault`} className={styles.fault}>
          {words.minSpanWrong}
        </p>
      )}
    </>
  );
}

/** Traces of more services than this have their rarest ones left out of the list. */
const mostServices = 200;

function Services({ controls: { params, change, timeline } }: { readonly controls: ViewControls }) {
  const words = useMessages().timeline.filter;
  const unknown = useMessages().trace.timeline.unknownService;
  const formats = useFormats();
  const { services, rootService } = timeline.core.summary;
  const names = services.map((service) => service.name);
  const hidden = parseServiceFilter(names, params.svcFilter);
  const listed = services.toSorted((a, b) => b.spanCount - a.spanCount).slice(0, mostServices);
  const set = (service: string, isShown: boolean) => {
    const next = new Set(hidden);
    if (isShown) next.delete(service);
    else next.add(service);
    change({ svcFilter: formatServiceFilter(names, next) });
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{words.services}</legend>
      {params.svcMode !== "fold" && <p className={styles.help}>{words.servicesHelp}</p>}
      <FoldChoice
        fold={params.svcMode === "fold"}
        onChange={(fold) => change({ svcMode: fold ? "fold" : undefined })}
      />
      {listed.map((service) => {
        const isRoot = service.name === rootService;
        return (
          <label
            key={service.name}
            className={styles.choice}
            data-off={isRoot || undefined}
            title={isRoot ? words.rootService : undefined}
          >
            <input
              type="checkbox"
              checked={isRoot || !hidden.has(service.name)}
              disabled={isRoot}
              onChange={(event) => set(service.name, event.target.checked)}
            />
            <span className={styles.mark} style={{ background: serviceColor(service.name) }} />
            <span>
              <bdi>{shortText(service.name) || unknown}</bdi>
            </span>
            <span className={styles.count} style={{ flex: "none" }}>
              {formats.number(service.spanCount)}
            </span>
          </label>
        );
      })}
      {hidden.size > 0 && (
        <div className={styles.buttons}>
          <Button size="s" onClick={() => change({ svcFilter: undefined })}>
            {words.allServices}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
