import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSql } from "./format-sql";

const bare = (text: string) => text.replaceAll(/\s+/g, "");

describe("formatSql", () => {
  it("gives each clause a line", () => {
    expect(
      formatSql(
        "SELECT m.id, count(*) FROM matches m LEFT JOIN teams t ON t.id = m.team WHERE m.day BETWEEN $1 AND $2 AND t.name = 'FROM x' ORDER BY m.id LIMIT 10",
      ),
    ).toBe(
      [
        "SELECT m.id, count(*)",
        "FROM matches m",
        "LEFT JOIN teams t ON t.id = m.team",
        "WHERE m.day BETWEEN $1 AND $2",
        "  AND t.name = 'FROM x'",
        "ORDER BY m.id",
        "LIMIT 10",
      ].join("\n"),
    );
  });

  it("sets queries in parentheses in", () => {
    expect(formatSql("select * from (select a from b where c = 1) x where x.a > 2")).toBe(
      "select *\nfrom (\n  select a\n  from b\n  where c = 1\n) x\nwhere x.a > 2",
    );
  });

  it("keeps a line comment's end", () => {
    expect(formatSql("select 1 -- from here\nx from t")).toBe("select 1 -- from here\nx\nfrom t");
  });

  it("has nothing to add to what is short or long", () => {
    expect(formatSql("GET key")).toBeUndefined();
    expect(formatSql("")).toBeUndefined();
    expect(formatSql(`select '${"x".repeat(300_000)}' from t`)).toBeUndefined();
  });

  it("changes white space only", () => {
    const word = fc.constantFrom(
      ...["select", "from", "where", "and", "(", ")", "'a b'", '"c', "--", "/*", "*/", "$$"],
      ...["\n", " ", "x", ",", "between", "💥", "'"],
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = words.join(" ");
        const formatted = formatSql(text);
        if (formatted !== undefined) expect(bare(formatted)).toBe(bare(text));
      }),
    );
  });
});
