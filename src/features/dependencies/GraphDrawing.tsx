import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import { changeOfEdge, changeOfNode } from "@/derive/service-diff";
import { useMessages } from "@/i18n/I18nProvider";
import { IconButton } from "@/widgets/IconButton";
import { NodeShape } from "./DrawnShapes";
import type { EdgeLook } from "./edge-paths";
import { edgeTone, type ColorBy } from "./graph-colors";
import { dragNode, NodeMove } from "./graph-drag";
import { nearestNode, ways, type ArrowKey } from "./graph-keys";
import { startPanZoom, type PanZoom } from "./graph-pan-zoom";
import type { GraphScene, SceneNode } from "./graph-scene";
import { FitIcon, PlacesIcon, ZoomInIcon, ZoomOutIcon } from "./icons";
import styles from "./GraphDrawing.module.css";
import { useEdges } from "./use-edges";
import { useGrowing } from "./use-growing";
import { useNextFrame } from "./use-next-frame";

export interface GraphDrawingProps {
  readonly scene: GraphScene;
  readonly colorBy: ColorBy;
  /** The key of the node, or the JSON of the keys of the edge, that is looked at. */
  readonly picked: string | undefined;
  /** Nodes that the user looks for; undefined: nobody looks for any. */
  readonly found: ReadonlySet<string> | undefined;
  readonly onPick: (pick: readonly string[]) => void;
  /** A node was put elsewhere by hand. */
  readonly onPlace: (key: string, place: readonly [x: number, y: number]) => void;
  /** Puts all such nodes back; absent while there are none. */
  readonly onPlacesReset: (() => void) | undefined;
}

/** Nodes that are rendered in one frame. */
const nodesAtATime = 30;
/** How far a key moves a node. */
const keyStepPx = 10;

const arrowKeys: ReadonlySet<string> = new Set<ArrowKey>([
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
]);
const isArrow = (key: string): key is ArrowKey => arrowKeys.has(key);

/** The graph as a drawing that can be moved, and walked through by keyboard. */
export function GraphDrawing(props: GraphDrawingProps) {
  const { scene, colorBy, picked, found, onPick, onPlace, onPlacesReset } = props;
  const words = useMessages().graph.drawing;
  const keysId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const group = useRef<SVGGElement>(null);
  const lifted = useRef<SVGSVGElement>(null);
  const liftedGroup = useRef<SVGGElement>(null);
  const all = useRef<SVGGElement>(null);
  const nearest = useRef<SVGGElement>(null);
  const over = useRef<SVGGElement>(null);
  const panZoom = useRef<PanZoom>(undefined);
  /** As it was opened, all of it, or as the user has moved it. */
  const view = useRef<"opened" | "whole" | "moved">("opened");
  const [current, setCurrent] = useState<string>();
  const size = useRef(scene);
  const moving = useRef<{ readonly move: NodeMove; dx: number; dy: number }>(undefined);

  useEffect(() => {
    const element = frame.current;
    if (!element || !svg.current || !group.current) return undefined;
    if (!lifted.current || !liftedGroup.current) return undefined;
    const pictures = [
      [svg.current, group.current],
      [lifted.current, liftedGroup.current],
    ] as const;
    const control = startPanZoom(
      { frame: element, pictures },
      {
        used: () => (view.current = "moved"),
        // Until the user moves it, the drawing fills whatever room there is.
        room() {
          if (view.current === "whole") control.fit(size.current);
          else if (view.current === "opened") {
            control.open(size.current, busiestPlace(size.current));
          }
        },
      },
    );
    panZoom.current = control;
    return () => control.stop();
  }, []);
  useEffect(() => {
    size.current = scene;
  }, [scene]);
  // Another drawing is seen whole; one whose nodes were moved stays where it is.
  useEffect(() => {
    view.current = "opened";
    panZoom.current?.open(size.current, busiestPlace(size.current));
  }, [scene.layout]);

  const rendered = useGrowing(scene.nodes.length, nodesAtATime, scene.layout);
  const look = useMemo(
    (): EdgeLook => ({
      toneOf: edgeTone(scene.graph, colorBy),
      changeOf: (edge) => changeOfEdge(edge, colorBy),
    }),
    [scene.graph, colorBy],
  );
  // The panel opens first: for one frame, that and the nodes that step back are too much.
  const pickedBefore = useNextFrame(picked);
  const near = useMemo(() => neighbours(scene, pickedBefore), [scene, pickedBefore]);
  const edges = useEdges({
    frame,
    all,
    near: nearest,
    over,
    panZoom,
    scene,
    look,
    onPick,
    standOut: near?.edges,
    picked: near?.picked,
  });
  const fit = () => {
    view.current = "whole";
    panZoom.current?.fit(scene);
  };
  const zoomBy = (factor: number) => {
    view.current = "moved";
    panZoom.current?.by(factor);
  };
  const reachable = scene.nodes.some(({ key }) => key === current)
    ? current
    : (scene.nodes.find(({ key }) => key === picked) ?? firstNode(scene))?.key;

  const startMove = useCallback(
    (at: number): NodeMove | undefined => {
      if (!svg.current || !liftedGroup.current || !edges.current) return undefined;
      const parts = { svg: svg.current, over: liftedGroup.current, edges: edges.current };
      return new NodeMove({ ...parts, look, scene: size.current }, at);
    },
    [edges, look],
  );
  const drop = useCallback(
    (move: NodeMove) => {
      move.end(size.current);
      onPlace(move.key, move.place);
    },
    [onPlace],
  );
  const onPress = useCallback(
    (event: PointerEvent<SVGGElement>, at: number) => {
      if (event.button !== 0 || !event.isPrimary) return;
      dragNode(event.nativeEvent, {
        element: event.currentTarget,
        start: () => startMove(at),
        scale: () => panZoom.current?.scale() ?? 1,
        drop,
      });
    },
    [startMove, drop],
  );
  // By keyboard it is dropped when the key is let go: holding it down is one move.
  const endKeyMove = useCallback(() => {
    if (moving.current) drop(moving.current.move);
    moving.current = undefined;
  }, [drop]);
  const moveByKey = (node: SceneNode, key: ArrowKey) => {
    if (moving.current?.move.key !== node.key) {
      endKeyMove();
      const move = startMove(scene.nodes.indexOf(node));
      moving.current = move && { move, dx: 0, dy: 0 };
    }
    if (!moving.current) return;
    moving.current.dx += ways[key][0] * keyStepPx;
    moving.current.dy += ways[key][1] * keyStepPx;
    moving.current.move.by(moving.current.dx, moving.current.dy);
  };

  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pickedHere = scene.nodes.find((one) => one.key === reachable);
    if (key === "+" || key === "=") zoomBy(1.3);
    else if (key === "-") zoomBy(1 / 1.3);
    else if (key === "0") fit();
    else if ((key === "Enter" || key === " ") && pickedHere) onPick([pickedHere.key]);
    else if (isArrow(key) && event.shiftKey && pickedHere) moveByKey(pickedHere, key);
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
  // One function for all nodes and renders, so that what does not change is not rendered.
  const keyHandler = useRef(onKeyDown);
  useEffect(() => {
    keyHandler.current = onKeyDown;
  });
  const onNodeKeyDown = useCallback(
    (event: KeyboardEvent<SVGGElement>) => keyHandler.current(event),
    [],
  );
  const marks = useMemo(() => marksOf(scene, found ?? near?.nodes), [scene, found, near]);
  return (
    <div ref={frame} className={styles.drawing}>
      <svg
        ref={svg}
        className={styles.canvas}
        role="group"
        aria-label={words.nodes}
        aria-describedby={keysId}
        data-graph="drawing"
        data-marks={marks?.are}
      >
        <g ref={group}>
          <g aria-hidden="true">
            <g ref={all} className={styles.edges} />
            <g ref={nearest} />
          </g>
          {scene.nodes.slice(0, rendered).map((one, at) => (
            <NodeShape
              key={one.key}
              shape={one}
              at={at}
              change={changeOfNode(one.node, colorBy)}
              isPicked={one.key === picked}
              isMarked={marks?.keys.has(one.key) ?? false}
              isReachable={one.key === reachable}
              onPick={onPick}
              onFocus={setCurrent}
              onKeyDown={onNodeKeyDown}
              onKeyUp={endKeyMove}
              onPress={onPress}
            />
          ))}
        </g>
      </svg>
      <svg ref={lifted} className={`${styles.canvas} ${styles.lifted}`} aria-hidden="true">
        <g ref={liftedGroup}>
          <g ref={over} className={styles.over} />
        </g>
      </svg>
      <span id={keysId} hidden>
        {words.keys}
      </span>
      <div className={styles.buttons}>
        {onPlacesReset && (
          <IconButton
            size="s"
            label={words.resetPlaces}
            icon={<PlacesIcon />}
            onClick={onPlacesReset}
          />
        )}
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

/** The middle of the node with the most edges. */
function busiestPlace({ nodes, edges }: GraphScene): readonly [number, number] | undefined {
  const counts = new Uint32Array(nodes.length);
  let busiest = 0;
  for (const { edge } of edges) {
    for (const at of [edge.from, edge.to]) {
      counts[at] = (counts[at] ?? 0) + 1;
      if ((counts[at] ?? 0) > (counts[busiest] ?? 0)) busiest = at;
    }
  }
  const node = nodes[busiest];
  return node && [node.x, node.y];
}

/** Where walking through the nodes begins: the first caller. */
function firstNode({ nodes }: GraphScene): SceneNode | undefined {
  let first = nodes[0];
  for (const node of nodes) if (first && node.x + node.y < first.x + first.y) first = node;
  return first;
}

/**
 * Which nodes stand out while the others are faint: those that do are marked, or those that do not,
 * whichever are fewer, since only what is marked has to be rendered anew.
 */
function marksOf({ nodes }: GraphScene, near: ReadonlySet<string> | undefined) {
  if (near === undefined) return undefined;
  const faint = new Set<string>();
  for (const { key } of nodes) if (!near.has(key)) faint.add(key);
  return faint.size * 2 < nodes.length
    ? ({ are: "faint", keys: faint } as const)
    : ({ are: "near", keys: near } as const);
}

/** What belongs to the selection: it stands out, and the rest steps back. */
function neighbours({ nodes, edges }: GraphScene, picked: string | undefined) {
  if (picked === undefined) return undefined;
  const nodesNear = new Set([picked]);
  const edgesNear = new Set<number>();
  let pickedEdge: number | undefined;
  edges.forEach(({ key, ends }, at) => {
    if (key === picked) pickedEdge = at;
    else if (!ends.includes(picked)) return;
    edgesNear.add(at);
    for (const end of ends) nodesNear.add(end);
  });
  if (edgesNear.size === 0 && !nodes.some(({ key }) => key === picked)) return undefined;
  return { nodes: nodesNear, edges: edgesNear, picked: pickedEdge };
}
