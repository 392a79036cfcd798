import { useRef, type CSSProperties, type KeyboardEvent, type MouseEvent } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { ExpanderMark } from "@/trace-ui/RowExpander";
import { VirtualGrid, type VirtualGridHandle } from "@/widgets/VirtualGrid";
import type { FlameColumn, FlameModel } from "./flame-model";
import styles from "./FlameTable.module.css";

interface FlameTableProps {
  readonly model: FlameModel;
  readonly columns: readonly FlameColumn[];
  /** See `visibleNodes`. */
  readonly nodes: Uint32Array;
  readonly zoom: number;
  readonly current: number;
  readonly isOpen: (node: number) => boolean;
  readonly onToggle: (node: number) => void;
  readonly onCurrent: (node: number) => void;
  readonly onZoom: (node: number) => void;
}

/** The call paths of a flame graph as a tree with figures: the graph for those who do not see it. */
export function FlameTable(props: FlameTableProps) {
  const { model, columns, nodes, zoom, current, isOpen, onToggle, onCurrent, onZoom } = props;
  const words = useMessages().views.flame;
  const grid = useRef<VirtualGridHandle>(null);
  const { tree } = model;
  const base = zoom < 0 ? 0 : (tree.depth[zoom] ?? 0);
  const nodeAt = (at: number): number => nodes[at] ?? 0;
  const hasChildren = (node: number): boolean => (tree.subtreeEnd[node] ?? 0) > node + 1;
  const at = Math.max(0, nodes.indexOf(current));

  const onRowKey = (event: KeyboardEvent, row: number): boolean => {
    const node = nodeAt(row);
    switch (event.key) {
      case "ArrowRight":
        if (!hasChildren(node)) return true;
        if (!isOpen(node)) onToggle(node);
        else grid.current?.goTo(row + 1);
        return true;
      case "ArrowLeft": {
        if (hasChildren(node) && isOpen(node)) onToggle(node);
        else {
          const above = nodes.indexOf(tree.parent[node] ?? -1);
          if (above >= 0) grid.current?.goTo(above);
        }
        return true;
      }
      case " ":
        if (hasChildren(node)) onToggle(node);
        return true;
      case "Backspace":
        if (zoom >= 0) onZoom(tree.parent[zoom] ?? -1);
        return true;
      default:
        return false;
    }
  };
  const onActivate = (row: number, event: MouseEvent | KeyboardEvent) => {
    const node = nodeAt(row);
    if (event.type === "keydown") onZoom(node);
    else if (event.target instanceof Element && event.target.closest("[data-expander]")) {
      onToggle(node);
    }
  };
  const layout = {
    "--figures": columns.length,
  } as CSSProperties;
  return (
    <div className={styles.table} style={layout}>
      <VirtualGrid
        ref={grid}
        role="treegrid"
        label={words.tree}
        rowCount={nodes.length}
        rowClassName={styles.row}
        current={at}
        onCurrent={(row) => onCurrent(nodeAt(row))}
        onActivate={onActivate}
        onRowKey={onRowKey}
        rowAttributes={(row) => {
          const node = nodeAt(row);
          return {
            "aria-level": (tree.depth[node] ?? 0) - base + 1,
            ...(hasChildren(node) && { "aria-expanded": isOpen(node) }),
          };
        }}
        head={
          <>
            <div role="columnheader">{words.span}</div>
            {columns.map(({ key, label, help }) => (
              <div key={key} role="columnheader" data-figure title={help}>
                <span>{label}</span>
              </div>
            ))}
          </>
        }
        cells={(row) => {
          const node = nodeAt(row);
          const indent = Math.min(40, (tree.depth[node] ?? 0) - base);
          return (
            <>
              <div role="gridcell" style={{ paddingLeft: 4 + indent * 12 }}>
                <span
                  className={styles.expander}
                  data-expander={hasChildren(node) || undefined}
                  aria-hidden="true"
                >
                  {hasChildren(node) && <ExpanderMark collapsed={!isOpen(node)} />}
                </span>
                <i className={styles.mark} style={{ background: model.mark(node) }} />
                <bdi title={words.row(model.service(node), model.name(node))}>
                  {words.row(model.service(node), model.name(node))}
                </bdi>
              </div>
              {columns.map(({ key, text, tone }) => (
                <div key={key} role="gridcell" data-figure data-tone={tone?.(node)}>
                  {text(node)}
                </div>
              ))}
            </>
          );
        }}
      />
    </div>
  );
}
