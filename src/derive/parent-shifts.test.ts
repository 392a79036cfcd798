import { expect, test } from "vitest";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { compareTraces } from "./compare-traces";
import { latestEnd, parentShifts } from "./parent-shifts";

const before = traceFromDiagram(`
  shop GET /cart      |=================|
    cart read           |=====|
      db query           |==|
    price quote                |===|
`);
const after = traceFromDiagram(`
  shop GET /cart      |=================|
    cart read               |=====|
      db query               |==|
      db connect             |
    mail send                        |==|
      smtp connect                   |=|
`);
const rows = compareTraces(before, after);

test("what is below a row that began later is moved back by as much, and nothing else", () => {
  const shifts = parentShifts(rows);
  const startOf = (row: number) => [rows.a.startNs[row], (rows.b.startNs[row] ?? 0) + shifts[row]!];
  const named = (name: string) =>
    Array.from(rows.parent, (_, row) => row).find((row) => {
      const [core, side] =
        (rows.a.count[row] ?? 0) > 0 ? [before, rows.a] : ([after, rows.b] as const);
      return core.names[core.spans.name[side.spans[side.offset[row] ?? 0] ?? 0] ?? 0] === name;
    }) ?? -1;
  expect(shifts[named("read")]).toBe(0);
  expect(shifts[named("query")]).toBe(-4e6);
  expect(startOf(named("query"))).toEqual([3e6, 3e6]);
  // Only in B: its children are moved as it is.
  expect(shifts[named("send")]).toBe(0);
  expect(shifts[named("connect")]).not.toBeNaN();
});

test("the time line is as long as what is on it", () => {
  expect(latestEnd(rows)).toBe(Math.max(before.durationNs, after.durationNs));
  const same = compareTraces(before, before);
  expect(latestEnd(same, parentShifts(same))).toBe(before.durationNs);
});
