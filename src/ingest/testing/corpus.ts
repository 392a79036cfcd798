import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import type { Trace } from "@/model/trace";
import { ingestStream, type IngestResult } from "../ingest";
import { streamOf } from "./read-text";

const root = resolve(process.cwd(), "../shared/traces");

/**
 * Whether the folder of real traces is there. It is no part of the project: without it the tests
 * over it are left out, except in CI, where they must run.
 */
export function corpusIsThere(): boolean {
  if (existsSync(root)) return true;
  if (process.env["CI"] === "true") throw new Error(`CI needs the folder of traces: ${root}`);
  process.stderr.write(`Left out: tests over real traces, because ${root} is not there.\n`);
  return false;
}

export function corpusBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(resolve(root, file)));
}

export function corpusText(file: string): string {
  return readFileSync(resolve(root, file), "utf8");
}

/** A file of cases; its reader says what it expects of them. */
export function corpusCases<T>(name: string): T {
  return JSON.parse(corpusText(`cases/${name}.json`));
}

export interface OpenedFile {
  readonly result: IngestResult;
  readonly traces: readonly Trace[];
}

/** Reads bytes or the JSON of a value all the way to traces. */
export async function openTraces(input: unknown): Promise<OpenedFile> {
  const builder = new TraceSetBuilder();
  const bytes = input instanceof Uint8Array ? input : JSON.stringify(input);
  const result = await ingestStream(streamOf(bytes), builder);
  return { result, traces: builder.finish() };
}
