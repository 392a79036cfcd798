// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CopyButton } from "./CopyButton";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function press() {
  await act(async () => {
    fireEvent.click(screen.getByRole("button", { name: "Copy id" }));
    await Promise.resolve();
  });
}

const button = (
  <CopyButton text={() => "4bf9"} label="Copy id" copiedLabel="Copied" failedLabel="Not copied" />
);

describe("CopyButton", () => {
  it("copies, says so, and comes to rest", async () => {
    vi.useFakeTimers();
    const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    render(button);
    await press();
    expect(writeText).toHaveBeenCalledWith("4bf9");
    expect(screen.getByRole("status").textContent).toBe("Copied");
    act(() => {
      vi.runAllTimers();
    });
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("copies by selection where there is no clipboard, and gives the focus back", async () => {
    vi.stubGlobal("navigator", {});
    let selected = "";
    document.execCommand = () => {
      selected = (document.activeElement as HTMLTextAreaElement | null)?.value ?? "";
      return true;
    };
    render(button);
    screen.getByRole("button").focus();
    await press();
    expect(selected).toBe("4bf9");
    expect(document.activeElement).toBe(screen.getByRole("button"));
    expect(document.querySelector("textarea")).toBeNull();
    expect(screen.getByRole("status").textContent).toBe("Copied");
  });

  it("says when copying is not allowed", async () => {
    vi.stubGlobal("navigator", {});
    document.execCommand = () => false;
    render(button);
    await press();
    expect(screen.getByRole("status").textContent).toBe("Not copied");
  });
});
