import { expect, test } from "vitest";
import { layoutGraph } from "@/derive/service-layout";
import { graphOfLinks } from "@/derive/service-links";
import { EdgePaths } from "./edge-paths";
import { graphScene, layoutInput } from "./graph-scene";

function sceneOf(count: number) {
  const graph = graphOfLinks(
    Array.from({ length: count }, (_, n) => ({
      parent: `s${n % 20}`,
      child: `t${n}`,
      callCount: 1 + (n % 7) * 50,
    })),
  );
  const labels = graph.nodes.map(({ service }) => service);
  const layout = layoutGraph(layoutInput(graph, labels, "right"));
  return graphScene(graph, { labels, arrangement: "right", layout });
}

const plain = { toneOf: () => "0" as const, changeOf: () => undefined };

test("few paths draw many edges, each edge once and as wide as it is", () => {
  const { edges } = sceneOf(400);
  const paths = new EdgePaths(plain);
  for (const one of edges) paths.add(one);
  const [style, ...others] = paths.styles();
  expect(others).toEqual([]);
  expect(style?.paths.length).toBeLessThan(50);
  const drawn = (style?.paths ?? []).flatMap(({ width, d }) =>
    d.split(/(?=M)/).map((part) => `${width} ${part}`),
  );
  const wanted = edges.flatMap(({ width, line, head }) => [
    `${width} ${line}`,
    `undefined ${head}`,
  ]);
  expect(drawn.toSorted()).toEqual(wanted.toSorted());
});

test("each look has paths of its own, the one that says most above the others", () => {
  const { edges } = sceneOf(40);
  const paths = new EdgePaths({
    toneOf: (edge) => (edge.calls > 250 ? "4" : edge.calls > 100 ? "0" : "none"),
    changeOf: () => undefined,
  });
  for (const one of edges) paths.add(one);
  expect(paths.styles().map(({ tone }) => tone)).toEqual(["none", "0", "4"]);
  expect(paths.signs()).toEqual([]);
});

test("changes have signs in the middle of their lines", () => {
  const { edges } = sceneOf(3);
  const paths = new EdgePaths({ ...plain, changeOf: ({ to }) => (to % 2 === 0 ? "new" : "same") });
  for (const one of edges) paths.add(one);
  const changed = edges.filter(({ edge }) => edge.to % 2 === 0);
  expect(paths.styles().map(({ change }) => change)).toEqual(["same", "new"]);
  const [sign] = paths.signs();
  for (const { middle } of changed) expect(sign?.outline).toContain(`M${middle.join(" ")}m`);
  expect(sign?.stroke.match(/M/g)).toHaveLength(changed.length * 2);
});
