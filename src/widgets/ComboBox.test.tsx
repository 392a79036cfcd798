// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { whenIdle } from "@/lib/activity";
import { ComboBox } from "./ComboBox";

const texts = {
  openList: "Open list",
  clear: "Clear",
  list: "Suggestions",
  someOf: (shown: number, total: number) => `${shown} of ${total}`,
  noMatch: "No match",
  asTyped: (text: string) => `As typed: ${text}`,
};

function Example(props: { readonly names: readonly string[]; readonly onSubmit?: () => void }) {
  const [value, setValue] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit?.();
      }}
    >
      <label htmlFor="box">Name</label>
      <ComboBox
        id="box"
        value={value}
        onValueChange={setValue}
        options={props.names.map((name) => ({ value: name }))}
        texts={texts}
      />
      <button type="submit">Go</button>
    </form>
  );
}

const box = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Name" });
const type = (value: string) => {
  box().focus();
  fireEvent.input(box(), { target: { value }, inputType: "insertText" });
};

beforeAll(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(cleanup);

describe("before the list's code is there", () => {
  it("is a text field whose Enter takes the first match, then submits", () => {
    const onSubmit = vi.fn<() => void>();
    render(<Example names={["auth", "video-processor"]} onSubmit={onSubmit} />);
    type("vid");
    expect(fireEvent.keyDown(box(), { key: "Enter" })).toBe(false);
    expect(box().value).toBe("video-processor");
    expect(fireEvent.keyDown(box(), { key: "Enter" })).toBe(true);
  });

  it("leaves a name that no list has as it was typed", () => {
    render(<Example names={["auth"]} />);
    type("unknown");
    expect(fireEvent.keyDown(box(), { key: "Enter" })).toBe(true);
    expect(box().value).toBe("unknown");
  });
});

describe("with the list", () => {
  const open = async (names: readonly string[], typed: string) => {
    render(<Example names={names} />);
    type(typed);
    await whenIdle();
    await screen.findByRole("listbox");
  };

  it("takes the place of the plain field with its text and its focus, list open", async () => {
    await open(["auth", "api", "api-gateway"], "ap");
    expect(box().value).toBe("ap");
    expect(document.activeElement).toBe(box());
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
      "api",
      "api-gateway",
      "As typed: ap",
    ]);
  });

  it("leaves the rest of the page reachable while the list is open", async () => {
    await open(["auth", "api"], "a");
    expect(screen.getByRole("button", { name: "Go" })).toBeTruthy();
  });

  it("renders a hundred of thousands and says so", async () => {
    await open(
      Array.from({ length: 4000 }, (_, i) => `service-${i}`),
      "service",
    );
    expect(screen.getAllByRole("option")).toHaveLength(101);
    expect(await screen.findByText("100 of 4000")).toBeTruthy();
  });

  it("a click takes an entry and closes the list", async () => {
    await open(["auth", "api"], "a");
    fireEvent.click(screen.getByRole("option", { name: "auth" }));
    expect(box().value).toBe("auth");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("a part of a name, arrow down and Enter take the first match, another arrow the next", async () => {
    await open(["auth", "api-gateway", "api-edge"], "api");
    const marked = () =>
      document.getElementById(box().getAttribute("aria-activedescendant") ?? "")?.textContent;
    await waitFor(() => expect(marked()).toBe("api-gateway"));
    fireEvent.keyDown(box(), { key: "ArrowDown" });
    expect(marked()).toBe("api-gateway");
    fireEvent.keyDown(box(), { key: "ArrowDown" });
    expect(marked()).toBe("api-edge");
    fireEvent.keyDown(box(), { key: "Enter" });
    expect(box().value).toBe("api-edge");
  });

  it("a click into the field shows the whole list, where there is one", async () => {
    await open(["auth", "api"], "au");
    fireEvent.click(screen.getByRole("option", { name: "auth" }));
    fireEvent.click(box());
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
      "auth",
      "api",
    ]);
    cleanup();
    render(<Example names={[]} />);
    fireEvent.click(box());
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("Escape closes the list and keeps the text, however often it is pressed", async () => {
    await open(["auth", "api"], "a");
    fireEvent.keyDown(box(), { key: "Escape" });
    expect(screen.queryByRole("listbox")).toBeNull();
    fireEvent.keyDown(box(), { key: "Escape" });
    expect(box().value).toBe("a");
  });
});
