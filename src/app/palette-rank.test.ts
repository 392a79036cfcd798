import fc from "fast-check";
import { expect, test } from "vitest";
import { rankCommands } from "./palette-rank";

const commands = [
  { label: "Theme: dark", group: "Settings" },
  { label: "payment-dark-launch", group: "Service" },
  { label: "dark-room", group: "Service" },
  { label: "remarkable", group: "Service" },
];
const labels = (text: string) => rankCommands(commands, text).map(({ label }) => label);

test("what begins with the text comes first, then what has it at a word, then anywhere", () => {
  expect(labels("dark")).toEqual(["dark-room", "Theme: dark", "payment-dark-launch"]);
  expect(labels("ARK")).toEqual(["Theme: dark", "payment-dark-launch", "dark-room", "remarkable"]);
  expect(labels("service dark")).toEqual(["payment-dark-launch", "dark-room"]);
  expect(labels("nothing")).toEqual([]);
});

test("without a text everything is offered", () => {
  expect(labels("  ")).toHaveLength(4);
});

test("any text is taken as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const { label, group } of rankCommands(commands, text)) {
        for (const word of text.toLowerCase().split(/\s+/).filter(Boolean)) {
          expect(`${label} ${group}`.toLowerCase()).toContain(word);
        }
      }
    }),
  );
});
