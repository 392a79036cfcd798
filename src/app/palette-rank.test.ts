import fc from "fast-check";
import { expect, test } from "vitest";
import { rankCommands } from "./palette-rank";

const commands = [
  { label: "Theme: dark", group: "Settings" },
  { label: "payment-dark-launch", group: "Service" },
  { label: "dark-room", group: "Service" },
  { label: "remarkable", group: "Service" },
];
const labels = (text: string, atMost = 10) =>
  rankCommands(commands, text, atMost).map(({ label }) => label);

test("what begins with the text comes first, then what has it at a word, then anywhere", () => {
  expect(labels("dark")).toEqual(["dark-room", "Theme: dark", "payment-dark-launch"]);
  expect(labels("ARK")).toEqual(["Theme: dark", "payment-dark-launch", "dark-room", "remarkable"]);
  expect(labels("service dark")).toEqual(["payment-dark-launch", "dark-room"]);
  expect(labels("nothing")).toEqual([]);
});

test("without a text everything is offered, as far as there is room", () => {
  expect(labels("  ")).toHaveLength(4);
  expect(labels("", 2)).toHaveLength(2);
});

test("any text is taken as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const { label, group } of rankCommands(commands, text, 10)) {
        for (const word of text.toLowerCase().split(/\s+/).filter(Boolean)) {
          expect(`${label} ${group}`.toLowerCase()).toContain(word);
        }
      }
    }),
  );
});
