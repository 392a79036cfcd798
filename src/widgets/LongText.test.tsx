// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { LongText, type LongTextLabels, type TextSource } from "./LongText";

afterEach(cleanup);

const labels: LongTextLabels = {
  box: "Long text",
  showAll: (n) => `all ${n}`,
  showMore: (shown, all) => `more ${shown} of ${all}`,
  showLess: "less",
};

describe("LongText", () => {
  it("shows a short text whole", () => {
    render(<LongText source={"a\u0007b"} labels={labels} />);
    expect(screen.getByText("a␇b")).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("cuts by length and by lines, and never within a surrogate pair", () => {
    const { container, rerender } = render(
      <LongText source={`${"x".repeat(399)}${"😀".repeat(100)}`} labels={labels} />,
    );
    expect(container.querySelector("bdi")?.textContent).toBe(`${"x".repeat(399)}😀…`);
    rerender(<LongText source={"line\n".repeat(30)} labels={labels} />);
    expect(container.querySelector("bdi")?.textContent).toBe(
      `${Array.from({ length: 12 }, () => "line").join("\n")}…`,
    );
  });

  it("opens in a box that the keyboard can scroll, and closes; the button keeps the focus", () => {
    render(<LongText source={"x".repeat(1000)} labels={labels} />);
    const button = screen.getByRole("button", { name: "all 1000" });
    button.focus();
    fireEvent.click(button);
    const box = screen.getByRole("group", { name: "Long text" });
    expect(box.tabIndex).toBe(0);
    expect(box.textContent).toBe("x".repeat(1000));
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "less" }));
    fireEvent.click(screen.getByRole("button", { name: "less" }));
    expect(screen.queryByRole("group")).toBeNull();
  });

  it("brings a very long text in slices, and asks its source only for those", () => {
    let asked = 0;
    const source: TextSource = {
      length: 10_000_000,
      slice(start, end) {
        asked += end - start;
        return "y".repeat(end - start);
      },
    };
    render(<LongText source={source} labels={labels} />);
    fireEvent.click(screen.getByRole("button", { name: "more 400 of 10000000" }));
    fireEvent.click(screen.getByRole("button", { name: "more 120000 of 10000000" }));
    expect(screen.getByRole("group").textContent).toHaveLength(240_000);
    expect(asked).toBeLessThan(500_000);
  });

  it("starts again when the text is another one", () => {
    const { rerender } = render(<LongText source={"x".repeat(1000)} labels={labels} />);
    fireEvent.click(screen.getByRole("button"));
    rerender(<LongText source={"z".repeat(2000)} labels={labels} />);
    expect(screen.getByRole("button", { name: "all 2000" })).toBeTruthy();
  });

  it("can be in its box from the start", () => {
    render(<LongText source={"x".repeat(9000)} labels={labels} boxed />);
    expect(screen.getByRole("group").textContent).toHaveLength(8000);
    fireEvent.click(screen.getByRole("button", { name: "all 9000" }));
    expect(screen.getByRole("group").textContent).toHaveLength(9000);
  });
});
