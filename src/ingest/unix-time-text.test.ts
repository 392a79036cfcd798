import fc from "fast-check";
import { expect, test } from "vitest";
import { UnixTimeText } from "./unix-time-text";

test("writes any time since 1970 exactly", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n }), fc.maxSafeInteger(), (epoch, relative) => {
      const time = epoch + BigInt(relative);
      const text = new UnixTimeText(epoch);
      expect(text.nanos(relative)).toBe(String(time < 0n ? 0n : time));
      expect(text.micros(relative)).toBe(String(time < 0n ? 0n : time / 1000n));
    }),
    {
      examples: [
        [0n, 0],
        [999_999_999n, 1],
        [1_768_228_200_123_456_789n, Number.MAX_SAFE_INTEGER],
        [1n, -1],
        [1_000_000_000n, -1],
      ],
    },
  );
});
