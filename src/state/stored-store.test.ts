import { afterEach, expect, it, vi } from "vitest";
import { createStoredStore } from "./stored-store";

interface State {
  readonly a: number;
  readonly b: number;
  readonly passing: boolean;
}

const parse = (text: string | null): State => {
  const { a = 0, b = 0 } = JSON.parse(text ?? "{}") as Partial<State>;
  return { a, b, passing: false };
};

/** Tabs of a browser: each hears what the others store. */
function browser() {
  const items = new Map<string, string>();
  const tabs: EventTarget[] = [];
  let inUse: EventTarget | undefined;
  const tell = (key: string | null, newValue: string | null) => {
    for (const tab of tabs) {
      if (tab !== inUse) tab.dispatchEvent(Object.assign(new Event("storage"), { key, newValue }));
    }
  };
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      items.set(key, value);
      tell(key, value);
    },
  });
  const open = () => {
    const tab = new EventTarget();
    tabs.push(tab);
    vi.stubGlobal("addEventListener", tab.addEventListener.bind(tab));
    const store = createStoredStore("k", parse, ({ a, b }) => ({ a, b }));
    const change = (state: Partial<State>) => {
      inUse = tab;
      store.setState(state);
    };
    return { state: store.getState, change };
  };
  return { open, items, clear: () => tell(null, null) };
}

afterEach(() => vi.unstubAllGlobals());

it("what one tab stores, the others have, and do not write over", () => {
  const { open, items, clear } = browser();
  const [one, two] = [open(), open()];
  one.change({ a: 1 });
  expect(two.state()).toEqual({ a: 1, b: 0, passing: false });
  two.change({ b: 2, passing: true });
  expect(one.state()).toEqual({ a: 1, b: 2, passing: false });
  expect(items.get("k")).toBe('{"a":1,"b":2}');
  expect(open().state()).toEqual({ a: 1, b: 2, passing: false });
  clear();
  expect(one.state()).toEqual({ a: 0, b: 0, passing: false });
});

it("lasts as long as the page where storage is forbidden or full", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new DOMException("forbidden");
    },
    setItem: () => {
      throw new DOMException("full");
    },
  });
  const store = createStoredStore("k", parse);
  store.setState({ a: 3 });
  expect(store.getState().a).toBe(3);
});
