import { generateDemo } from "./generate-demo";

/** The demo as the parts of a file of newline-delimited OTLP JSON, one trace a line. */
export function demoParts(nowMs: number): string[] {
  const parts: string[] = [];
  for (const { line } of generateDemo(nowMs)) parts.push(line, "\n");
  return parts;
}
