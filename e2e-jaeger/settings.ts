import { fileURLToPath } from "node:url";

export const distFolder = fileURLToPath(new URL("../dist", import.meta.url)).replace(/\/$/, "");

/** What the tests need to know of what was started for them; handed over in the environment. */
interface Started {
  readonly jaegerUrl: string;
  readonly otlpUrl: string;
  readonly productUrl: string;
  /** The moment that the traces of the system and of the demo are before. */
  readonly fedAtMs: number;
}

const startedVariable = "SPANWISE_JAEGER_STARTED";

export function publish(started: Started): void {
  process.env[startedVariable] = JSON.stringify(started);
}

export function started(): Started {
  return JSON.parse(process.env[startedVariable] ?? "{}") as Started;
}

/** The Jaeger to test against: `scripts/jaeger/test.mjs` finds it. */
export function jaegerProgram(): string {
  const program = process.env["JAEGER_BIN"];
  if (program) return program;
  throw new Error("JAEGER_BIN names no Jaeger: run `npm run test:jaeger`, which finds one.");
}

/** What starts a Python program under automatic instrumentation; undefined: there is no Python. */
export const pythonInstrument = (): string | undefined =>
  process.env["SPANWISE_PYTHON_INSTRUMENT"] || undefined;

/** Its version, such as "2.13.0"; "" when it does not say. */
export const jaegerVersion = (): string => process.env["SPANWISE_JAEGER_VERSION"] ?? "";

/** Whether it is of this version or a later one; one that does not say is taken for the newest. */
export function isFrom(major: number, minor: number): boolean {
  const [is = Infinity, and = Infinity] = jaegerVersion() === "" ? [] : jaegerVersion().split(".");
  return Number(is) > major || (Number(is) === major && Number(and) >= minor);
}

/**
 * Whether `error=true` finds spans with status Error. The memory storage of 2.13 takes the text
 * "true" for a false value, and finds those with status Ok.
 */
export const findsErrors = (): boolean => isFrom(2, 19);
