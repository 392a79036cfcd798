// @vitest-environment jsdom
import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { breakable } from "./breakable";

const lines = (name: string) => {
  const { container } = render(<p>{breakable(name)}</p>);
  expect(container.textContent).toBe(name);
  return container.querySelectorAll("wbr").length + 1;
};

test("a name breaks after its dots and slashes, and reads as before", () => {
  expect(lines("http.response.status_code")).toBe(3);
  expect(lines("app/kubernetes.io")).toBe(3);
  expect(lines("name")).toBe(1);
  expect(lines("...")).toBe(1);
  expect(lines("a.".repeat(5000))).toBe(1);
});
