import { memo, type KeyboardEvent, type PointerEvent } from "react";
import { canvasTextFit, type TextFit } from "@/canvas/text-fit";
import type { GraphChange } from "@/derive/service-diff";
import { useMessages } from "@/i18n/I18nProvider";
import { serviceColor } from "@/trace-ui/service-colors";
import { ChangeShape } from "./ChangeSign";
import type { SceneNode } from "./graph-scene";
import { nodeHeight } from "./shapes-scene";
import styles from "./GraphDrawing.module.css";

interface NodeShapeProps {
  readonly shape: SceneNode;
  readonly at: number;
  readonly change: GraphChange | undefined;
  readonly isPicked: boolean;
  /** See `marksOf`. */
  readonly isMarked: boolean;
  readonly isReachable: boolean;
  readonly onPick: (pick: readonly string[]) => void;
  readonly onFocus: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<SVGGElement>) => void;
  readonly onKeyUp: () => void;
  readonly onPress: (event: PointerEvent<SVGGElement>, at: number) => void;
}

/** A node: a box with its label. */
export const NodeShape = memo(function NodeShape(props: NodeShapeProps) {
  const { shape, at, change, isPicked, isMarked, isReachable, onPick } = props;
  const { graph, graphDiff } = useMessages();
  const { drawing: words, provenance } = graph;
  const { key, node, label, x, y, width } = shape;
  const said =
    node.spans === undefined
      ? node.peer === undefined
        ? label
        : words.peer(label)
      : words.node(label, provenance.spans(node.spans), words.errors(node.errors ?? 0));
  const name = change === undefined ? said : graphDiff.node(said, graphDiff.change[change]);
  const pick = () => onPick([key]);
  const left = -width / 2;
  const top = -nodeHeight / 2;
  return (
    <g
      role="button"
      tabIndex={isReachable ? 0 : -1}
      aria-label={name}
      aria-pressed={isPicked}
      className={styles.node}
      transform={`translate(${x} ${y})`}
      data-node={at}
      data-peer={node.peer}
      data-change={change}
      data-group={node.members ? "" : undefined}
      data-marked={isMarked || undefined}
      onClick={pick}
      onPointerDown={(event) => props.onPress(event, at)}
      onFocus={() => props.onFocus(key)}
      onKeyDown={props.onKeyDown}
      onKeyUp={props.onKeyUp}
      onBlur={props.onKeyUp}
    >
      {node.members && (
        <rect
          className={styles.behind}
          x={left + 4}
          y={top - 4}
          width={width}
          height={nodeHeight}
          rx={4}
        />
      )}
      <rect className={styles.box} x={left} y={top} width={width} height={nodeHeight} rx={4} />
      {node.peer === undefined && (
        <rect
          x={left + 5}
          y={top + 6}
          width={4}
          height={nodeHeight - 12}
          rx={2}
          fill={serviceColor(node.service)}
        />
      )}
      <NodeLabel label={label} left={left + 14} width={width - 18} />
      {(node.errors ?? 0) > 0 && (
        <circle className={styles.errors} cx={width / 2 - 8} cy={0} r={3.5} />
      )}
      <ChangeShape change={change} x={-left - 1} y={top + 1} />
    </g>
  );
});

/** The label of a box; what does not fit is cut off, which costs the browser an element. */
function NodeLabel(props: {
  readonly label: string;
  readonly left: number;
  readonly width: number;
}) {
  const { label, left, width } = props;
  const fits = labelFit().width(label) <= width;
  const text = (
    <text
      className={styles.label}
      x={fits ? left : 0}
      y={fits ? 0 : nodeHeight / 2}
      dominantBaseline="central"
      aria-hidden="true"
    >
      {label}
    </text>
  );
  if (fits) return text;
  return (
    <svg x={left} y={-nodeHeight / 2} width={width} height={nodeHeight} aria-hidden="true">
      {text}
    </svg>
  );
}

let fitOfLabels: TextFit | undefined;

function labelFit(): TextFit {
  if (fitOfLabels === undefined) {
    const style = getComputedStyle(document.documentElement);
    fitOfLabels = canvasTextFit(`12px ${style.getPropertyValue("--font-ui") || "sans-serif"}`);
  }
  return fitOfLabels;
}
