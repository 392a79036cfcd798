import {
  memo,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { busiestPart } from "@/derive/busiest-part";
import { chooseGraph, nodeKey } from "@/derive/service-view";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { DependencyLink, ServiceGraph, ServiceNode } from "@/model/service-graph";
import {
  parseHops,
  parsePlaces,
  shownLayers,
  withPlace,
  type GraphParams,
} from "@/state/graph-params";
import { Button } from "@/widgets/Button";
import { SplitPane } from "@/widgets/SplitPane";
import { useUrlText } from "@/widgets/use-url-text";
import type { CallRow } from "./calls-order";
import { CallsTable } from "./CallsTable";
import { DifferenceTable } from "./DifferenceTable";
import styles from "./GraphExplorer.module.css";
import { GraphDrawing } from "./GraphDrawing";
import { GraphExport } from "./GraphExport";
import { GraphLegend } from "./GraphLegend";
import { shownColor } from "./graph-colors";
import type { GraphChange, GraphLinks } from "./graph-links";
import { edgeKey, moveNodes } from "./graph-scene";
import { GraphTools, usualHops } from "./GraphTools";
import { nodeLabel, nodeName } from "./node-names";
import { PickPanel, type Pick } from "./PickPanel";
import { withServerCounts } from "./server-counts";
import { useLayout } from "./use-layout";

export interface GraphExplorerProps {
  /** One graph, or two that `compareGraphs` has put together. */
  readonly graph: ServiceGraph;
  readonly params: GraphParams;
  /** Changes the URL; what is looked at is a step that Back undoes. */
  readonly onChange: (change: GraphChange) => void;
  /** What the figures were counted from. */
  readonly provenance: ReactNode;
  /** False for counts of a server, which have neither errors nor latencies. */
  readonly hasFigures: boolean;
  /** A server's own counts of the same, to stand beside those of a graph of services. */
  readonly server?: readonly DependencyLink[] | undefined;
  readonly links: GraphLinks;
  /** A narrow window: the selection covers the rest. */
  readonly sheet: boolean;
  /** Name of saved files, without its ending. */
  readonly fileName: string;
  readonly onSave: (bytes: Blob, name: string) => void;
}

/** More than this cannot be read: the busiest part is drawn, and the whole when asked for. */
const mostNodes = 800;
const mostEdges = 3000;
/** More than this is hard to read: the whole is drawn, and the busiest part when asked for. */
const easyNodes = 150;
const easyEdges = 600;
/** Nodes of the busiest part, whose labels can be read without zooming far. */
const busiestNodes = 60;
/** Changes after which the drawing is the same. */
const keepsPlaces: ReadonlySet<string> = new Set<keyof GraphParams>([
  "graphPick",
  "graphColor",
  "graphPlace",
  "graphFind",
  "graphSort",
]);
const narrowestPanel = 260;
const narrowestMain = 320;

/**
 * A service graph: drawing, table and selection, and what is to be seen of it. What goes on around
 * it, such as the progress of a load, renders nothing of it.
 */
export const GraphExplorer = memo(function GraphExplorer(props: GraphExplorerProps) {
  const { params, hasFigures, links, server } = props;
  const { graph: words } = useMessages();
  const formats = useFormats();
  const [panelPx, setPanelPx] = useState(320);
  // Where nodes were put by hand holds for what was seen then.
  const { onChange: change } = props;
  const onChange = useCallback(
    (next: GraphChange) =>
      change(
        Object.keys(next).every((name) => keepsPlaces.has(name))
          ? next
          : { graphPlace: undefined, ...next },
      ),
    [change],
  );
  const [find, setFind] = useUrlText(params.graphFind ?? "", (text) =>
    onChange({ graphFind: text === "" ? undefined : text }),
  );
  const sought = useDeferredValue(find).trim().toLowerCase();
  // What is chosen stands in its field at once. The graph that it makes is rendered in slices after
  // that: as one task, field, table and drawing took longer than a frame may.
  const chosen = JSON.stringify(choicesIn(params));
  const { graph, choiceText } = useDeferredValue(
    useMemo(() => ({ graph: props.graph, choiceText: chosen }), [props.graph, chosen]),
  );
  const shown = useMemo(
    () => chooseGraph(graph, choiceOf(JSON.parse(choiceText) as GraphParams)),
    [graph, choiceText],
  );
  const { unit } = graph;
  const nameOf = useCallback(
    (at: number) => {
      const node = shown.nodes[at];
      return node === undefined ? "" : nodeName(node, unit, words.panel);
    },
    [shown, unit, words],
  );
  const isTooMuch = shown.nodes.length > mostNodes || shown.edges.length > mostEdges;
  const isDrawn = shown.nodes.length > 0;
  const isHard = shown.nodes.length > easyNodes || shown.edges.length > easyEdges;
  const isPartDrawn = isHard && (params.graphDraw ?? (isTooMuch ? "busiest" : "all")) === "busiest";
  const drawn = useMemo(
    () => (isPartDrawn ? busiestPart(shown, busiestNodes) : shown),
    [shown, isPartDrawn],
  );
  const labelOf = useCallback(
    (at: number) => {
      const node = drawn.nodes[at];
      return node === undefined ? "" : nodeLabel(node, unit, words.panel);
    },
    [drawn, unit, words],
  );
  const arrangement = params.graphLayout ?? params.graphDir ?? "right";
  const laidOut = useLayout(isDrawn ? drawn : undefined, arrangement, labelOf);
  const places = useMemo(() => parsePlaces(params.graphPlace), [params.graphPlace]);
  const scene = useMemo(() => laidOut && moveNodes(laidOut, places), [laidOut, places]);
  const placed = useRef(params.graphPlace);
  useEffect(() => {
    placed.current = params.graphPlace;
  }, [params.graphPlace]);
  const onPlace = useCallback(
    (key: string, place: readonly [number, number]) => {
      placed.current = withPlace(placed.current, key, place);
      onChange({ graphPlace: placed.current });
    },
    [onChange],
  );

  const rows = useMemo(() => {
    const own = shown.edges.map((edge) => ({
      edge,
      caller: nameOf(edge.from),
      callee: nameOf(edge.to),
      callerService: shown.nodes[edge.from]?.service ?? "",
      calleeService: serviceOf(shown.nodes[edge.to]),
    }));
    const choices = JSON.parse(choiceText) as GraphParams;
    const all = server ? besideServer(own, graph, server, choices) : own;
    if (sought === "") return all;
    return all.filter(({ caller, callee }) =>
      [caller, callee].some((name) => name.toLowerCase().includes(sought)),
    );
  }, [shown, nameOf, sought, graph, server, choiceText]);
  const found = useMemo(() => {
    if (sought === "") return undefined;
    const keys = shown.nodes.flatMap((node, at) =>
      nameOf(at).toLowerCase().includes(sought) ? [nodeKey(node)] : [],
    );
    return new Set(keys);
  }, [shown, nameOf, sought]);
  const services = useMemo(
    () => [...new Set(graph.nodes.filter((n) => !n.peer).map(({ service }) => service))],
    [graph],
  );
  const pick = useMemo(() => findPick(shown, params.graphPick), [shown, params.graphPick]);
  const picked =
    pick === undefined
      ? undefined
      : pick.kind === "node"
        ? pick.key
        : JSON.stringify(edgeKey(shown, pick.edge));
  const onPick = useCallback(
    (keys: readonly string[]) => onChange({ graphPick: keys }),
    [onChange],
  );
  const onSort = useCallback(
    (sort: string | undefined) => onChange({ graphSort: sort }),
    [onChange],
  );
  const table = { graph: shown, rows, picked, onPick, sort: params.graphSort, onSort };
  const relations = useMemo(() => new Set(shown.edges.map(({ relation }) => relation)), [shown]);
  const nodesText = words.services(shown.nodes.length);
  const edgesText = words.edges(shown.edges.length);
  const compares = graph.sides !== undefined;
  const colorBy = shownColor(params, hasFigures, compares);

  const showAll = () =>
    onChange({
      graphShow: "within,messages,peers,links",
      graphMin: undefined,
      graphFocus: undefined,
      graphHops: undefined,
    });
  const isPart = shown.nodes.length < graph.nodes.length || shown.edges.length < graph.edges.length;
  const main = (
    <div className={styles.main} data-color={colorBy}>
      <figure className={styles.figure} aria-label={words.title}>
        {isHard && (
          <div className={styles.part}>
            <span>
              {isPartDrawn
                ? words.drawing.busiest(
                    nodesText,
                    edgesText,
                    formats.number(drawn.nodes.length),
                    formats.number(drawn.edges.length),
                  )
                : words.drawing.hard(nodesText, edgesText)}
            </span>
            <Button
              size="s"
              onClick={() => onChange({ graphDraw: isPartDrawn ? "all" : "busiest" })}
            >
              {isPartDrawn ? words.drawing.drawAnyway : words.drawing.drawBusiest}
            </Button>
          </div>
        )}
        {isDrawn && scene && (
          <GraphDrawing
            scene={scene}
            colorBy={colorBy}
            picked={picked}
            found={found}
            onPick={onPick}
            onPlace={onPlace}
            onPlacesReset={places.size > 0 ? () => onChange({ graphPlace: undefined }) : undefined}
          />
        )}
        {isDrawn && !scene && <p className={styles.note}>{words.drawing.layingOut}…</p>}
        {!isDrawn && (
          <div className={styles.note}>
            {graph.nodes.length === 0 ? (
              <p>{words.drawing.nothing}</p>
            ) : (
              <>
                <p>{words.drawing.nothingShown}</p>
                <Button onClick={showAll}>{words.drawing.reset}</Button>
              </>
            )}
          </div>
        )}
        {isDrawn && (
          <GraphLegend
            colorBy={colorBy}
            relations={relations}
            hasFigures={hasFigures}
            compares={compares}
          />
        )}
      </figure>
      <div className={styles.facts} role="status">
        {props.provenance}{" "}
        {isPart &&
          words.provenance.shown(
            formats.number(shown.nodes.length),
            formats.number(graph.nodes.length),
            formats.number(shown.edges.length),
            formats.number(graph.edges.length),
          )}
      </div>
      {compares ? (
        <DifferenceTable {...table} hasFigures={hasFigures} />
      ) : (
        <CallsTable {...table} />
      )}
    </div>
  );
  return (
    <div className={styles.explorer}>
      <GraphTools
        params={params}
        onChange={onChange}
        hasFigures={hasFigures}
        compares={compares}
        services={services}
        find={find}
        onFind={setFind}
      >
        <GraphExport
          graph={shown}
          scene={isDrawn ? scene : undefined}
          nameOf={nameOf}
          beside={server && rows}
          fileName={props.fileName}
          onSave={props.onSave}
        />
      </GraphTools>
      <SplitPane
        main={main}
        side={
          pick && (
            <PickPanel
              graph={shown}
              pick={pick}
              nameOf={nameOf}
              links={links}
              onChange={onChange}
              open={params.graphOpen ?? []}
            />
          )
        }
        sidePx={panelPx}
        minSidePx={narrowestPanel}
        minMainPx={narrowestMain}
        label={words.panel.resize}
        onResize={setPanelPx}
        sheet={props.sheet}
      />
    </div>
  );
});

const serviceOf = (node: ServiceNode | undefined): string | undefined =>
  node?.peer === undefined ? node?.service : undefined;

/** With the server's counts; what only the server has, as far as it would be shown. */
function besideServer(
  rows: readonly CallRow[],
  graph: ServiceGraph,
  server: readonly DependencyLink[],
  params: GraphParams,
): readonly CallRow[] {
  if (graph.unit !== "service" || params.graphGroup !== undefined) return rows;
  const { beside, alone } = withServerCounts(rows, graph, server);
  const { graphFocus: focus, graphMin: least = 1 } = params;
  const showsWithin = shownLayers(params).has("within");
  const shown = alone.filter(
    ({ caller, callee, server: count }) =>
      (count?.calls ?? 0) >= least &&
      (caller !== callee || showsWithin) &&
      (focus === undefined || caller === focus || callee === focus),
  );
  return [...beside, ...shown];
}

/** The parameters that decide what of a graph is shown. */
const choicesIn = (params: GraphParams) => ({
  graphBy: params.graphBy,
  graphShow: params.graphShow,
  graphFocus: params.graphFocus,
  graphHops: params.graphHops,
  graphMin: params.graphMin,
  graphGroup: params.graphGroup,
  graphOpen: params.graphOpen,
});

function choiceOf(params: GraphParams) {
  const layers = shownLayers(params);
  const { up, down } = parseHops(params.graphHops) ?? usualHops;
  return {
    within: layers.has("within"),
    messages: layers.has("messages"),
    peers: layers.has("peers"),
    links: layers.has("links"),
    minCalls: params.graphMin ?? 1,
    focus: params.graphFocus === undefined ? undefined : { service: params.graphFocus, up, down },
    grouped: params.graphGroup === "prefix" ? { open: new Set(params.graphOpen ?? []) } : undefined,
  };
}

/** The node or the edge that the URL names, if the graph shows it. */
function findPick(graph: ServiceGraph, names: readonly string[] | undefined): Pick | undefined {
  if (names === undefined) return undefined;
  const at = (key: string | undefined) => graph.nodes.findIndex((node) => nodeKey(node) === key);
  const node = at(names[0]);
  if (node < 0) return undefined;
  if (names.length === 1) return { kind: "node", node, key: names[0] ?? "" };
  const to = at(names[1]);
  const edge = graph.edges.find(
    (one) => one.from === node && one.to === to && one.relation === names[2],
  );
  return edge && { kind: "edge", edge };
}
