// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { Suspense, useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { lazyComponent, replaceFailedParts } from "./lazy-component";

afterEach(cleanup);

function Greeting({ name }: { readonly name: string }) {
  const [first] = useState(name);
  return (
    <p>
      {first}, {name}
    </p>
  );
}

const shown = (part: ReturnType<typeof lazyComponent<{ name: string }>>, name: string) => (
  <Suspense fallback="waiting">
    <part.Component name={name} />
  </Suspense>
);

describe("a lazy component", () => {
  it("shows at once what has been downloaded", async () => {
    const part = lazyComponent(async () => Greeting);
    await part.preload();
    const { container } = render(shown(part, "Ada"));
    expect(container.textContent).toBe("Ada, Ada");
  });

  it("waits for what has not, and keeps its state", async () => {
    const part = lazyComponent(async () => Greeting);
    const { container, rerender } = render(shown(part, "Ada"));
    expect(container.textContent).toBe("waiting");
    expect(await screen.findByText("Ada, Ada")).toBeTruthy();
    rerender(shown(part, "Grace"));
    expect(container.textContent).toBe("Ada, Grace");
  });

  it("can be asked for again when a download has failed", async () => {
    let tries = 0;
    const part = lazyComponent(async () => {
      tries += 1;
      if (tries === 1) throw new Error("offline");
      return Greeting;
    });
    await expect(part.preload()).rejects.toThrow("offline");
    await part.preload();
    expect(tries).toBe(2);
  });

  it("that cannot be had leaves what is around it", async () => {
    replaceFailedParts((cause) => () => <p>{String(cause)}</p>);
    const part = lazyComponent<{ name: string }>(() => Promise.reject(new Error("offline")));
    render(
      <>
        <p>the rest</p>
        {shown(part, "Ada")}
      </>,
    );
    expect(await screen.findByText("Error: offline")).toBeTruthy();
    expect(screen.getByText("the rest")).toBeTruthy();
    replaceFailedParts(undefined);
  });

  it("that nobody asked for is nothing when it cannot be had, and takes no other part's place", async () => {
    replaceFailedParts((cause) => () => <p>{String(cause)}</p>);
    const part = lazyComponent<{ name: string }>(
      () => Promise.reject(new Error("offline")),
      "nothing",
    );
    const { container } = render(shown(part, "Ada"));
    await waitFor(() => expect(container.textContent).toBe(""));
    expect(screen.queryByText("Error: offline")).toBeNull();
    replaceFailedParts(undefined);
  });
});
