import { describe, expect, it } from "vitest";
import { DrawList } from "./draw-list";
import { svgOf, svgText } from "./draw-list-svg";

const picture = { width: 100, height: 50, font: "12px sans-serif", title: "A & B" };

describe("a list as SVG", () => {
  it("has its rectangles, outlines and labels in their order", () => {
    const list = new DrawList();
    list.rect(1, 2, { w: 3.333, h: 4 }, "#11223380");
    list.outline(0, 0, { w: 10, h: 10 }, "#445566");
    list.label(5, 6, "12 ms", { color: "#000000", align: "right" });
    const text = svgText(svgOf(list, picture));
    expect(text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 100 50"/);
    expect(text).toContain("<title>A &amp; B</title>");
    expect(text).toContain(
      '<rect x="1" y="2" width="3.33" height="4" fill="#112233" fill-opacity="0.5"/>',
    );
    expect(text).toContain(
      '<rect x="0.5" y="0.5" width="9" height="9" fill="none" stroke="#445566"/>',
    );
    expect(text).toContain('<text x="5" y="6" text-anchor="end" fill="#000000">12 ms</text>');
  });

  it("takes any text for text", () => {
    const list = new DrawList();
    const hostile = `<script>"&'\u0000\ud800\u202e😀`;
    list.label(0, 0, hostile, { color: '"/><script>', align: "left" });
    const text = svgText(svgOf(list, picture));
    expect(text).not.toContain("<script>");
    expect(text).toContain(`&lt;script&gt;&quot;&amp;'\ufffd\ufffd\u202e😀</text>`);
  });
});
