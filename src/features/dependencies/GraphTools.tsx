import { useId, type ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import {
  formatHops,
  formatLayers,
  graphLayers,
  parseHops,
  shownLayers,
  type GraphLayer,
  type GraphParams,
} from "@/state/graph-params";
import { Field, TextInput } from "@/widgets/Field";
import { Select } from "@/widgets/Select";
import { shownColor, type ColorBy } from "./graph-colors";
import type { GraphChange } from "./graph-links";
import type { Arrangement } from "./graph-scene";
import styles from "./GraphTools.module.css";
import { useGrowing } from "./use-growing";

export interface GraphToolsProps {
  readonly params: GraphParams;
  readonly onChange: (change: GraphChange) => void;
  /** The source knows span names, errors and latencies. */
  readonly hasFigures: boolean;
  /** The graph compares two. */
  readonly compares: boolean;
  readonly services: readonly string[];
  readonly find: string;
  readonly onFind: (text: string) => void;
  /** At the end. */
  readonly children: ReactNode;
}

const arrangements = ["right", "down", "force"] as const satisfies readonly Arrangement[];
const hopChoices = [0, 1, 2, 3, 4, Number.POSITIVE_INFINITY] as const;
/** Services that a field offers, and how many of them are added in one frame. */
const mostListed = 500;
const servicesAtATime = 200;
/** How far a graph reaches from its focus unless somebody says otherwise. */
export const usualHops = { up: 1, down: 1 };

/** Everything that decides what of a graph is seen, and how. */
export function GraphTools(props: GraphToolsProps) {
  const { params, onChange, hasFigures, compares, services, find, onFind, children } = props;
  const { graph, graphDiff } = useMessages();
  const { tools: words } = graph;
  const layers = shownLayers(params);
  const hops = parseHops(params.graphHops) ?? usualHops;
  const listId = useId();
  const listed = useGrowing(Math.min(mostListed, services.length), servicesAtATime, services, 0);
  const offered: readonly GraphLayer[] = hasFigures ? graphLayers : ["within"];
  const toggle = (layer: GraphLayer, isShown: boolean) => {
    const next = new Set(layers);
    if (isShown) next.add(layer);
    else next.delete(layer);
    onChange({ graphShow: formatLayers(next, params.graphBy) });
  };
  const setHops = (change: Partial<typeof hops>) => {
    const next = { ...hops, ...change };
    const isUsual = next.up === usualHops.up && next.down === usualHops.down;
    onChange({ graphHops: isUsual ? undefined : formatHops(next) });
  };
  const hopOptions = hopChoices.map((value) => ({
    value: String(value),
    label: Number.isFinite(value) ? words.hops(value) : words.allHops,
  }));
  return (
    <div role="group" aria-label={words.label} className={styles.tools}>
      {hasFigures && (
        <Field label={words.unit}>
          {(control) => (
            <Select
              {...control}
              value={params.graphBy ?? "service"}
              options={[
                { value: "service", label: words.byService },
                { value: "name", label: words.byName },
              ]}
              onValueChange={(by) =>
                onChange({
                  graphBy: by === "name" ? "name" : undefined,
                  graphShow: undefined,
                  graphPick: undefined,
                })
              }
            />
          )}
        </Field>
      )}
      <Field label={words.arrangement}>
        {(control) => (
          <Select<Arrangement>
            {...control}
            value={params.graphLayout ?? params.graphDir ?? "right"}
            options={arrangements.map((value) => ({ value, label: words.arrangements[value] }))}
            onValueChange={(value) =>
              onChange({
                graphDir: value === "down" ? "down" : undefined,
                graphLayout: value === "force" ? "force" : undefined,
              })
            }
          />
        )}
      </Field>
      {hasFigures && (
        <Field label={compares ? graphDiff.color : words.color}>
          {(control) => (
            <Select<ColorBy>
              {...control}
              value={shownColor(params, hasFigures, compares)}
              options={
                compares
                  ? (["calls", "errors", "latency"] as const).map((value) => ({
                      value,
                      label: graphDiff.by[value],
                    }))
                  : [
                      { value: "errors", label: words.byErrors },
                      { value: "latency", label: words.byLatency },
                    ]
              }
              onValueChange={(by) => onChange({ graphColor: by === "errors" ? undefined : by })}
            />
          )}
        </Field>
      )}
      <Field label={words.find}>
        {(control) => (
          <TextInput
            {...control}
            type="search"
            value={find}
            onChange={(event) => onFind(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={words.focus}>
        {(control) => (
          <>
            <TextInput
              {...control}
              key={params.graphFocus ?? ""}
              list={listId}
              placeholder={words.noFocus}
              defaultValue={params.graphFocus ?? ""}
              dir="auto"
              onChange={(event) => {
                const text = event.currentTarget.value;
                if (text === "" || services.includes(text)) {
                  onChange({ graphFocus: text === "" ? undefined : text });
                }
              }}
            />
            <datalist id={listId}>
              {services.slice(0, listed).map((service) => (
                <option key={service} value={service}>
                  {service}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      {params.graphFocus !== undefined && (
        <>
          <Field label={words.up}>
            {(control) => (
              <Select
                {...control}
                value={String(hops.up)}
                options={hopOptions}
                onValueChange={(value) => setHops({ up: Number(value) })}
              />
            )}
          </Field>
          <Field label={words.down2}>
            {(control) => (
              <Select
                {...control}
                value={String(hops.down)}
                options={hopOptions}
                onValueChange={(value) => setHops({ down: Number(value) })}
              />
            )}
          </Field>
        </>
      )}
      <Field label={words.minCalls} className={styles.short}>
        {(control) => (
          <TextInput
            {...control}
            type="number"
            min={1}
            max={999_999_999}
            value={params.graphMin ?? 1}
            onChange={(event) => {
              const value = Math.floor(event.currentTarget.valueAsNumber);
              onChange({ graphMin: value > 1 && value < 1e9 ? value : undefined });
            }}
          />
        )}
      </Field>
      <div className={styles.boxes}>
        {offered.map((layer) => (
          <label key={layer} className={styles.box}>
            <input
              type="checkbox"
              checked={layers.has(layer)}
              onChange={(event) => toggle(layer, event.currentTarget.checked)}
            />
            {words.layers[layer]}
          </label>
        ))}
        {params.graphBy === undefined && (
          <label className={styles.box}>
            <input
              type="checkbox"
              checked={params.graphGroup === "prefix"}
              onChange={(event) =>
                onChange({
                  graphGroup: event.currentTarget.checked ? "prefix" : undefined,
                  graphOpen: undefined,
                  graphPick: undefined,
                })
              }
            />
            {words.group}
          </label>
        )}
      </div>
      <div className={styles.end}>{children}</div>
    </div>
  );
}
