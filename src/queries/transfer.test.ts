// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LoadOptions } from "@/model/trace-source";
import { runTransfer, useTransfer } from "./transfer";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("progress is told now and then, the latest of it, and forgotten at the end", async () => {
  const { result } = renderHook(() => useTransfer("a question"));
  let renders = 0;
  let options: LoadOptions = {};
  let end: (answer: string) => void = () => undefined;
  const { rerender } = renderHook(() => {
    renders += 1;
    return useTransfer("a question").progress;
  });
  const answer = runTransfer(
    { id: "a question", signal: new AbortController().signal, limited: false },
    (given) => {
      options = given;
      return new Promise<string>((resolve) => (end = resolve));
    },
  );
  const before = renders;
  for (let bytes = 1; bytes <= 100; bytes += 1) {
    options.onProgress?.({ phase: "reading", bytes, spans: 0 });
  }
  expect(renders).toBe(before);
  act(() => void vi.advanceTimersByTime(1000));
  expect(renders).toBe(before + 1);
  expect(result.current.progress?.bytes).toBe(100);
  options.onProgress?.({ phase: "reading", bytes: 101, spans: 0 });
  end("done");
  expect(await answer).toBe("done");
  act(() => void vi.advanceTimersByTime(1000));
  // Whoever asked is rendered with the answer.
  rerender();
  expect(renders).toBe(before + 2);
  expect(options.signal?.aborted).toBe(false);
});
