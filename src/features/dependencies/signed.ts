/** A difference with its sign in front: "+12.1 ms", "−3"; nothing is without a sign. */
export function signed(value: number, format: (size: number) => string): string {
  if (value === 0) return format(0);
  return `${value > 0 ? "+" : "−"}${format(Math.abs(value))}`;
}
