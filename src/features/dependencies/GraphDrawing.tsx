import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { changeOfEdge, changeOfNode, type GraphChange } from "@/derive/service-diff";
import { useMessages } from "@/i18n/I18nProvider";
import { serviceColor } from "@/trace-ui/service-colors";
import { IconButton } from "@/widgets/IconButton";
import { ChangeShape } from "./ChangeSign";
import { edgeTone, type ColorBy, type Tone } from "./graph-colors";
import { nearestNode, type ArrowKey } from "./graph-keys";
import { startPanZoom, type PanZoom } from "./graph-pan-zoom";
import { nodeHeight, type GraphScene, type SceneEdge, type SceneNode } from "./graph-scene";
import { FitIcon, ZoomInIcon, ZoomOutIcon } from "./icons";
import styles from "./GraphDrawing.module.css";

export interface GraphDrawingProps {
  readonly scene: GraphScene;
  readonly colorBy: ColorBy;
  /** The key of the node, or the JSON of the keys of the edge, that is looked at. */
  readonly picked: string | undefined;
  /** Nodes that the user looks for; undefined: nobody looks for any. */
  readonly found: ReadonlySet<string> | undefined;
  readonly onPick: (pick: readonly string[]) => void;
}

const arrowKeys: ReadonlySet<string> = new Set<ArrowKey>([
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
]);
const isArrow = (key: string): key is ArrowKey => arrowKeys.has(key);

/** The graph as a drawing that can be moved, and walked through by keyboard. */
export function GraphDrawing({ scene, colorBy, picked, found, onPick }: GraphDrawingProps) {
  const words = useMessages().graph.drawing;
  const keysId = useId();
  const svg = useRef<SVGSVGElement>(null);
  const group = useRef<SVGGElement>(null);
  const panZoom = useRef<PanZoom>(undefined);
  const wasMoved = useRef(false);
  const [current, setCurrent] = useState<string>();
  const size = useRef(scene);

  useEffect(() => {
    if (!svg.current || !group.current) return undefined;
    const element = svg.current;
    const control = startPanZoom(element, group.current, () => (wasMoved.current = true));
    panZoom.current = control;
    // Until the user moves it, the drawing fills whatever room there is.
    const observer = new ResizeObserver(() => {
      if (!wasMoved.current) control.fit(size.current.width, size.current.height);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      control.stop();
    };
  }, []);
  useEffect(() => {
    size.current = scene;
    wasMoved.current = false;
    panZoom.current?.fit(scene.width, scene.height);
  }, [scene]);

  const toneOf = useMemo(() => edgeTone(scene.graph, colorBy), [scene, colorBy]);
  const near = useMemo(() => neighbours(scene, picked), [scene, picked]);
  const fit = () => {
    wasMoved.current = false;
    panZoom.current?.fit(scene.width, scene.height);
  };
  const zoomBy = (factor: number) => {
    wasMoved.current = true;
    panZoom.current?.by(factor);
  };
  const reachable = scene.nodes.some(({ key }) => key === current)
    ? current
    : (scene.nodes.find(({ key }) => key === picked) ?? firstNode(scene))?.key;

  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pickedHere = scene.nodes.find((one) => one.key === reachable);
    if (key === "+" || key === "=") zoomBy(1.3);
    else if (key === "-") zoomBy(1 / 1.3);
    else if (key === "0") fit();
    else if ((key === "Enter" || key === " ") && pickedHere) onPick([pickedHere.key]);
    else if (isArrow(key)) {
      const next = pickedHere && nearestNode(scene.nodes, pickedHere, key);
      if (next) {
        setCurrent(next.key);
        panZoom.current?.reveal(next.x, next.y);
        const at = scene.nodes.indexOf(next);
        svg.current?.querySelector<SVGGElement>(`[data-node="${at}"]`)?.focus();
      }
    } else return;
    event.preventDefault();
  };
  const isFaint = (key: string): boolean =>
    found !== undefined ? !found.has(key) : near !== undefined && !near.nodes.has(key);
  return (
    <div className={styles.drawing}>
      <svg
        ref={svg}
        className={styles.canvas}
        role="group"
        aria-label={words.nodes}
        aria-describedby={keysId}
        data-graph="drawing"
      >
        <g ref={group}>
          <g aria-hidden="true">
            {scene.edges.map((one) => (
              <EdgeShape
                key={one.key}
                shape={one}
                tone={toneOf(one.edge)}
                change={changeOfEdge(one.edge, colorBy)}
                isPicked={one.key === picked}
                isFaint={near !== undefined && !near.edges.has(one.key)}
                onPick={onPick}
              />
            ))}
          </g>
          {scene.nodes.map((one, at) => (
            <NodeShape
              key={one.key}
              shape={one}
              at={at}
              change={changeOfNode(one.node, colorBy)}
              isPicked={one.key === picked}
              isFaint={isFaint(one.key)}
              isReachable={one.key === reachable}
              onPick={onPick}
              onFocus={setCurrent}
              onKeyDown={onKeyDown}
            />
          ))}
        </g>
      </svg>
      <span id={keysId} hidden>
        {words.keys}
      </span>
      <div className={styles.buttons}>
        <IconButton
          size="s"
          label={words.zoomIn}
          icon={<ZoomInIcon />}
          onClick={() => zoomBy(1.3)}
        />
        <IconButton
          size="s"
          label={words.zoomOut}
          icon={<ZoomOutIcon />}
          onClick={() => zoomBy(1 / 1.3)}
        />
        <IconButton size="s" label={words.fit} icon={<FitIcon />} onClick={fit} />
      </div>
    </div>
  );
}

/** Where walking through the nodes begins: the first caller. */
function firstNode({ nodes }: GraphScene): SceneNode | undefined {
  let first = nodes[0];
  for (const node of nodes) if (first && node.x + node.y < first.x + first.y) first = node;
  return first;
}

/** What belongs to the selection: it stands out, and the rest steps back. */
function neighbours({ nodes, edges }: GraphScene, picked: string | undefined) {
  if (picked === undefined) return undefined;
  const touching = edges.filter(
    ({ key, ends }) => key === picked || ends.some((end) => end === picked),
  );
  if (touching.length === 0 && !nodes.some(({ key }) => key === picked)) return undefined;
  const ends = touching.flatMap((one) => one.ends);
  return { nodes: new Set([picked, ...ends]), edges: new Set(touching.map(({ key }) => key)) };
}

interface EdgeShapeProps {
  readonly shape: SceneEdge;
  readonly tone: Tone;
  /** Set where two graphs are compared; it goes before the tone. */
  readonly change: GraphChange | undefined;
  readonly isPicked: boolean;
  readonly isFaint: boolean;
  readonly onPick: (pick: readonly string[]) => void;
}

const EdgeShape = memo(function EdgeShape(props: EdgeShapeProps) {
  const { shape, tone, change, isPicked, isFaint, onPick } = props;
  return (
    <g
      className={styles.edge}
      data-tone={change === undefined ? tone : undefined}
      data-change={change}
      data-relation={shape.edge.relation}
      data-picked={isPicked || undefined}
      data-faint={isFaint || undefined}
      onClick={() => onPick(JSON.parse(shape.key) as string[])}
    >
      <path className={styles.target} d={shape.line} />
      <path className={styles.line} d={shape.line} strokeWidth={shape.width} />
      <path className={styles.head} d={shape.head} />
      <ChangeShape change={change} x={shape.middle[0]} y={shape.middle[1]} />
    </g>
  );
});

interface NodeShapeProps {
  readonly shape: SceneNode;
  readonly at: number;
  readonly change: GraphChange | undefined;
  readonly isPicked: boolean;
  readonly isFaint: boolean;
  readonly isReachable: boolean;
  readonly onPick: (pick: readonly string[]) => void;
  readonly onFocus: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<SVGGElement>) => void;
}

const NodeShape = memo(function NodeShape(props: NodeShapeProps) {
  const { shape, at, change, isPicked, isFaint, isReachable, onPick, onFocus, onKeyDown } = props;
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
      data-faint={isFaint || undefined}
      onClick={pick}
      onFocus={() => onFocus(key)}
      onKeyDown={onKeyDown}
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
      <svg x={left + 14} y={top} width={width - 18} height={nodeHeight} aria-hidden="true">
        <text className={styles.label} x={0} y={nodeHeight / 2} dominantBaseline="central">
          {label}
        </text>
      </svg>
      {(node.errors ?? 0) > 0 && (
        <circle className={styles.errors} cx={width / 2 - 8} cy={0} r={3.5} />
      )}
      <ChangeShape change={change} x={-left - 1} y={top + 1} />
    </g>
  );
});
