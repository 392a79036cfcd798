import { useId, useMemo, useState, type ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { Button } from "@/widgets/Button";
import { FlameChart } from "./FlameChart";
import {
  opensByItself,
  pathOf,
  visibleNodes,
  type FlameColumn,
  type FlameModel,
} from "./flame-model";
import { FlameTable } from "./FlameTable";
import styles from "./FlameView.module.css";

interface FlameViewProps {
  readonly model: FlameModel;
  readonly label: string;
  readonly columns: readonly FlameColumn[];
  /** The node that is shown over the whole width; -1: all roots. */
  readonly zoom: number;
  readonly onZoom: (node: number) => void;
  readonly isPale?: ((node: number) => boolean) | undefined;
  /** Controls above the picture. */
  readonly tools: ReactNode;
  /** What widths and colours mean. */
  readonly note: string;
  /** What can be done with a node. */
  readonly actions?: ((node: number) => ReactNode) | undefined;
}

/** A longer way is shown by its end. */
const namedSteps = 6;
const noToggles: ReadonlySet<number> = new Set();

/** A flame graph: the way to what is shown, the picture, the node that is looked at, the table. */
export function FlameView(props: FlameViewProps) {
  const { model, label, columns, zoom, onZoom, isPale, tools, note, actions } = props;
  const words = useMessages().views.flame;
  const noteId = useId();
  const { tree } = model;
  const [chosen, setChosen] = useState<{ readonly tree: typeof tree; readonly node: number }>();
  const [folds, setFolds] = useState({ tree, nodes: noToggles });
  // Of another tree the numbers mean other nodes.
  const toggled = folds.tree === tree ? folds.nodes : noToggles;
  const isOpen = useMemo(() => {
    const byItself = opensByItself(tree, zoom);
    return (node: number): boolean => byItself(node) !== toggled.has(node);
  }, [tree, zoom, toggled]);
  const nodes = useMemo(() => visibleNodes(tree, zoom, isOpen), [tree, zoom, isOpen]);
  const isShown = (node: number): boolean =>
    zoom < 0 ? node < tree.length : node >= zoom && node < (tree.subtreeEnd[zoom] ?? 0);
  const current = chosen?.tree === tree && isShown(chosen.node) ? chosen.node : (nodes[0] ?? -1);
  const choose = (node: number) => setChosen({ tree, node });
  const goTo = (node: number) => {
    if (node >= 0) choose(node);
    if (node !== zoom) onZoom(node);
  };
  // The one that is shown whole already leads back.
  const pick = (node: number) => goTo(node === zoom ? (tree.parent[node] ?? -1) : node);
  const toggle = (node: number) => {
    const next = new Set(toggled);
    if (!next.delete(node)) next.add(node);
    setFolds({ tree, nodes: next });
  };
  const way = pathOf(tree, zoom);
  // What is folded away is not lost: the row of the nearest unfolded node above has the focus.
  const path = current < 0 ? [] : pathOf(tree, current);
  const inTable = nodes.includes(current)
    ? current
    : (path.toReversed().find((node) => nodes.includes(node)) ?? nodes[0] ?? -1);

  return (
    <div role="group" aria-label={label} aria-describedby={noteId} className={styles.view}>
      <div className={styles.tools}>
        <nav aria-label={words.path} className={styles.path}>
          <ol>
            <li>
              <button
                type="button"
                aria-current={zoom < 0 ? "true" : undefined}
                onClick={() => goTo(-1)}
              >
                {words.all}
              </button>
            </li>
            {way.length > namedSteps && (
              <li aria-hidden="true" className={styles.left}>
                …
              </li>
            )}
            {way.slice(-namedSteps).map((node) => (
              <li key={node}>
                <button
                  type="button"
                  aria-current={node === zoom ? "true" : undefined}
                  title={words.row(model.service(node), model.name(node))}
                  onClick={() => goTo(node)}
                >
                  <bdi>{model.name(node)}</bdi>
                </button>
              </li>
            ))}
          </ol>
        </nav>
        {tools}
      </div>
      <FlameChart model={model} zoom={zoom} current={current} isPale={isPale} onPick={pick} />
      {current >= 0 && (
        <div className={styles.current}>
          <p>
            <i style={{ background: model.mark(current) }} />
            <strong>
              <bdi>{words.row(model.service(current), model.name(current))}</bdi>
            </strong>
            <span>{model.facts(current).join(" · ")}</span>
          </p>
          <span className={styles.actions}>
            {current === zoom ? (
              <Button size="s" variant="quiet" onClick={() => goTo(tree.parent[zoom] ?? -1)}>
                {words.zoomOut}
              </Button>
            ) : (
              <Button size="s" variant="quiet" onClick={() => goTo(current)}>
                {words.zoomIn}
              </Button>
            )}
            {actions?.(current)}
          </span>
        </div>
      )}
      <FlameTable
        model={model}
        columns={columns}
        nodes={nodes}
        zoom={zoom}
        current={inTable}
        isOpen={isOpen}
        onToggle={toggle}
        onCurrent={choose}
        onZoom={goTo}
      />
      <p id={noteId} className={styles.note}>
        {note} {words.keys}
      </p>
    </div>
  );
}
