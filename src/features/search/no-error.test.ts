import { expect, test } from "vitest";
import { asksForNoError } from "./no-error";

test("error=false is seen in every way of writing it, and nothing else is", () => {
  for (const text of ["error=false", 'a=b "error"=F', '{"error": false}', '{"error":"0"}']) {
    expect(asksForNoError(text)).toBe(true);
  }
  for (const text of ["", "error=true", "error=", "my.error=false", "{", '{"x":"error=false"}']) {
    expect(asksForNoError(text)).toBe(false);
  }
});
