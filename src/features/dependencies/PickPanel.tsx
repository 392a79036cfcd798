import type { ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type {
  ExampleSpan,
  LatencyFigures,
  ServiceEdge,
  ServiceGraph,
  ServiceNode,
} from "@/model/service-graph";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { IconButton } from "@/widgets/IconButton";
import type { GraphChange, GraphLinks } from "./graph-links";
import { edgeKey } from "./graph-scene";
import { Histogram } from "./Histogram";
import { CloseIcon } from "./icons";
import { EdgeDifference, NodeDifference } from "./PickDifference";
import styles from "./PickPanel.module.css";

export interface PickPanelProps {
  readonly graph: ServiceGraph;
  readonly pick: Pick;
  readonly nameOf: (node: number) => string;
  readonly links: GraphLinks;
  readonly onChange: (change: GraphChange) => void;
  readonly open: readonly string[];
}

/** What is looked at: a node of the graph, or an edge, by position. */
export type Pick =
  | { readonly kind: "node"; readonly node: number; readonly key: string }
  | { readonly kind: "edge"; readonly edge: ServiceEdge };

/** Figures, neighbours and examples of the node or the edge that was picked. */
export function PickPanel(props: PickPanelProps) {
  const { panel: words } = useMessages().graph;
  const { pick, onChange } = props;
  return (
    <section className={styles.panel} aria-label={words.label}>
      <div className={styles.close}>
        <IconButton
          size="s"
          label={words.close}
          icon={<CloseIcon />}
          onClick={() => onChange({ graphPick: undefined })}
        />
      </div>
      {pick.kind === "node" ? (
        <NodePanel {...props} node={pick.node} />
      ) : (
        <EdgePanel {...props} edge={pick.edge} />
      )}
    </section>
  );
}

function NodePanel(props: PickPanelProps & { readonly node: number }) {
  const { graph, node: at, nameOf, links, onChange, open } = props;
  const { panel: words } = useMessages().graph;
  const formats = useFormats();
  const node = graph.nodes[at];
  if (node === undefined) return null;
  const isOwn = node.peer === undefined && node.members === undefined;
  const number = (value: number | undefined) => value !== undefined && formats.number(value);
  return (
    <>
      <h2 className={styles.title}>
        {node.peer === undefined && <ServiceMark service={node.service} />}
        <bdi>{shortText(nameOf(at), 1000)}</bdi>
      </h2>
      {node.peer && <p className={styles.kind}>{words.peerKinds[node.peer]}</p>}
      {node.sides ? (
        <NodeDifference sides={node.sides} />
      ) : (
        <dl className={styles.facts}>
          <Fact term={words.spans}>{number(node.spans)}</Fact>
          <Fact term={words.errors} isBad={(node.errors ?? 0) > 0}>
            {number(node.errors)}
          </Fact>
          <Fact term={words.self}>
            {node.selfNs !== undefined && formats.duration(node.selfNs)}
          </Fact>
        </dl>
      )}
      <p className={styles.actions}>
        {node.members && (
          <Button
            size="s"
            onClick={() => onChange({ graphOpen: [...open, node.service], graphPick: undefined })}
          >
            {words.openGroup}
          </Button>
        )}
        {isOwn && (
          <Button size="s" onClick={() => onChange({ graphFocus: node.service })}>
            {words.focusOn}
          </Button>
        )}
        {isOwn && node.service !== "" && (
          <links.SearchLink service={node.service} spanName={node.spanName} className={styles.link}>
            {words.searchTraces}
          </links.SearchLink>
        )}
      </p>
      {node.members && (
        <>
          <h3>{words.members}</h3>
          <ul className={styles.list}>
            {node.members.slice(0, 100).map((member) => (
              <li key={member}>
                <ServiceMark service={member} /> <bdi>{shortText(member)}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      <Neighbours {...props} heading={words.callers} end="from" at={at} />
      <Neighbours {...props} heading={words.callees} end="to" at={at} />
      <AllExamples of={node} links={links} />
    </>
  );
}

/** At most so many neighbours are listed; the table has all. */
const neighboursListed = 50;

function Neighbours(
  props: PickPanelProps & {
    readonly heading: string;
    readonly end: "from" | "to";
    readonly at: number;
  },
) {
  const { graph, nameOf, heading, end, at, onChange } = props;
  const formats = useFormats();
  const { table } = useMessages().graph;
  const own = end === "from" ? "to" : "from";
  const edges = graph.edges
    .filter((edge) => edge[own] === at)
    .toSorted((a, b) => b.calls - a.calls);
  if (edges.length === 0) return null;
  return (
    <>
      <h3>
        {heading} <span className={styles.count}>{formats.number(edges.length)}</span>
      </h3>
      <ul className={styles.list}>
        {edges.slice(0, neighboursListed).map((edge) => {
          const keys = edgeKey(graph, edge);
          return (
            <li key={keys.join("\n")}>
              <button
                type="button"
                className={styles.row}
                onClick={() => onChange({ graphPick: keys })}
              >
                <bdi className={styles.rowName}>{shortText(nameOf(edge[end]))}</bdi>
                {edge.relation !== "call" && (
                  <span className={styles.count}>{table.relation[edge.relation]}</span>
                )}
                <span className={styles.rowCount}>{formats.number(edge.calls)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {edges.length > neighboursListed && (
        <p className={styles.note}>
          {table.shown(formats.number(neighboursListed), formats.number(edges.length))}
        </p>
      )}
    </>
  );
}

function EdgePanel(props: PickPanelProps & { readonly edge: ServiceEdge }) {
  const { graph, edge, nameOf, links, onChange } = props;
  const { panel: words, provenance } = useMessages().graph;
  const formats = useFormats();
  const [from, to] = edgeKey(graph, edge);
  return (
    <>
      <h2 className={styles.title}>
        <button
          type="button"
          className={styles.end}
          onClick={() => onChange({ graphPick: [from] })}
        >
          <bdi>{shortText(nameOf(edge.from))}</bdi>
        </button>
        <span aria-hidden="true"> → </span>
        <button type="button" className={styles.end} onClick={() => onChange({ graphPick: [to] })}>
          <bdi>{shortText(nameOf(edge.to))}</bdi>
        </button>
      </h2>
      <p className={styles.kind}>{words.relations[edge.relation]}</p>
      {edge.sides ? (
        <EdgeDifference sides={edge.sides} />
      ) : (
        <>
          <dl className={styles.facts}>
            <Fact term={words.calls}>{formats.number(edge.calls)}</Fact>
            <Fact term={words.errors} isBad={(edge.errors ?? 0) > 0}>
              {edge.errors !== undefined &&
                `${formats.number(edge.errors)} (${formats.percent(edge.errors / edge.calls)})`}
            </Fact>
          </dl>
          <Latency heading={words.latency} figures={edge.latency} />
          {edge.histogram && edge.histogram.counts.length > 1 && (
            <Histogram histogram={edge.histogram} callsText={(n) => provenance.calls(n)} />
          )}
          <Latency heading={words.queue} figures={edge.queue} />
        </>
      )}
      {edge.errors === undefined && edge.relation !== "link" && (
        <p className={styles.note}>{words.serverOnly}</p>
      )}
      <AllExamples of={edge} links={links} />
    </>
  );
}

function Fact(props: {
  readonly term: string;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}) {
  if (props.children === false) return null;
  return (
    <div>
      <dt>{props.term}</dt>
      <dd className={props.isBad ? styles.bad : undefined}>{props.children}</dd>
    </div>
  );
}

function Latency(props: {
  readonly heading: string;
  readonly figures: LatencyFigures | undefined;
}) {
  const { panel: words, table } = useMessages().graph;
  const formats = useFormats();
  const { figures } = props;
  if (figures === undefined) return null;
  return (
    <>
      <h3>
        {props.heading}{" "}
        <span className={styles.count}>{words.n(formats.number(figures.count))}</span>
      </h3>
      <dl className={styles.facts}>
        <Fact term={table.p50}>{formats.duration(figures.p50Ns)}</Fact>
        <Fact term={table.p95}>{formats.duration(figures.p95Ns)}</Fact>
        <Fact term={table.max}>{formats.duration(figures.maxNs)}</Fact>
      </dl>
    </>
  );
}

/** Spans of a node or an edge; of two graphs that are compared, those of both. */
function AllExamples(props: {
  readonly of: ServiceNode | ServiceEdge;
  readonly links: GraphLinks;
}) {
  const { of, links } = props;
  const { graph, graphDiff } = useMessages();
  const lists = of.sides
    ? ([
        [graphDiff.panel.failingA, of.sides.a?.failing, true],
        [graphDiff.panel.failingB, of.sides.b?.failing, true],
        [graphDiff.panel.slowestA, of.sides.a?.slowest, false],
        [graphDiff.panel.slowestB, of.sides.b?.slowest, false],
      ] as const)
    : ([
        [graph.panel.failing, of.failing, true],
        [graph.panel.slowest, of.slowest, false],
      ] as const);
  return lists.map(([heading, examples, isBad]) => (
    <Examples
      key={heading}
      heading={heading}
      examples={examples ?? []}
      links={links}
      isBad={isBad}
    />
  ));
}

function Examples(props: {
  readonly heading: string;
  readonly examples: readonly ExampleSpan[];
  readonly links: GraphLinks;
  readonly isBad?: boolean;
}) {
  const { heading, examples, links, isBad } = props;
  const formats = useFormats();
  if (examples.length === 0) return null;
  return (
    <>
      <h3>{heading}</h3>
      <ul className={styles.list}>
        {examples.map(({ traceId, spanId, durationNs }, at) => (
          // Ids may repeat; the list never changes its order.
          <li key={at} className={isBad ? styles.badExample : undefined}>
            <links.SpanLink traceId={traceId} spanId={spanId} className={styles.example}>
              <span className={styles.duration}>{formats.duration(durationNs)}</span>
              <code>
                {shortText(traceId.slice(-8), 16)} · {shortText(spanId, 16)}
              </code>
            </links.SpanLink>
          </li>
        ))}
      </ul>
    </>
  );
}
