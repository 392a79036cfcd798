import { describe, expect, it } from "vitest";
import { viewCommand } from "@/features/waterfall/view-commands";
import { timelineCommand } from "@/features/waterfall/waterfall-keys";
import { loadCatalogue } from "@/i18n/catalogue";
import { keyText, shortcuts } from "./shortcuts";

describe("the list of keys", () => {
  it("names only keys of the timeline that do something there", () => {
    const timeline = shortcuts.find(({ area }) => area === "timeline")?.keys ?? [];
    const typed = timeline.flatMap(({ keys }) => keys.filter((key) => typeof key === "string"));
    expect(typed.length).toBeGreaterThan(10);
    const held = { code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    const dead = typed.filter((key) => timelineCommand({ key, ...held }, false) === undefined);
    // These are the page's own, beside the timeline's.
    expect(dead).toEqual(["/", "Ctrl + B", "r"]);
  });

  it("names only keys of the view that do something, and none for two things", () => {
    const view = shortcuts.find(({ area }) => area === "analysis")?.keys ?? [];
    const typed = view.flatMap(({ keys }) => keys.filter((key) => typeof key === "string"));
    expect(typed.length).toBeGreaterThan(8);
    const held = { code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    for (const key of typed) {
      const press = { key, ...held };
      const does = [timelineCommand(press, false), viewCommand(press)];
      expect([key, does.filter(Boolean).length]).toEqual([key, 1]);
    }
  });

  it("has every action of the catalogue, and no other", async () => {
    const { keys: words } = (await loadCatalogue("en")).app;
    const listed = shortcuts.flatMap(({ keys }) => keys.map(({ action }) => action));
    expect([...new Set(listed)].sort()).toEqual(Object.keys(words.actions).sort());
    expect(shortcuts.map(({ area }) => area)).toEqual(Object.keys(words.areas));
  });

  it("writes keys in the reader's language", async () => {
    const { keys: words } = (await loadCatalogue("ru")).app;
    expect(keyText({ named: "wheel", held: "Ctrl" }, words)).toBe("Ctrl + колесо");
    expect(keyText("?", words)).toBe("?");
  });
});
