import { Problem } from "@/lib/problem";

/**
 * Reading what a server sent, without trusting it: every function takes a value and the path at
 * which it stands, and throws a Problem `bad-document` that names the path where the value is of
 * another kind. Absent and null are the same: proto-JSON leaves out what is empty, Go writes null.
 */
const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

const bad = (where: string, expected: string, value: unknown): Problem =>
  new Problem("bad-document", { where, expected, found: kindOf(value) });

/** An object of a document. Only `field` reads it, so that no key can reach a prototype. */
export interface JsonObject {
  readonly path: string;
  readonly members: ReadonlyMap<string, unknown>;
}

export function readObject(value: unknown, path: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw bad(path, "object", value);
  }
  return { path, members: new Map(Object.entries(value)) };
}

/** The first of these members that is there, with its path. */
function field(object: JsonObject, names: readonly string[]): { value: unknown; path: string } {
  for (const name of names) {
    const value = object.members.get(name);
    if (value !== undefined && value !== null) return { value, path: `${object.path}.${name}` };
  }
  return { value: undefined, path: `${object.path}.${names[0] ?? ""}` };
}

/** A list, read element by element; absent is empty. `names` are the spellings of the member. */
export function readList<T>(
  object: JsonObject,
  names: readonly string[],
  read: (value: unknown, path: string) => T,
): T[] {
  const { value, path } = field(object, names);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw bad(path, "array", value);
  return value.map((one: unknown, index) => read(one, `${path}[${index}]`));
}

export function readText(value: unknown, path: string): string {
  if (typeof value !== "string") throw bad(path, "string", value);
  return value;
}

/** A text member; absent is "". */
export function textField(object: JsonObject, names: readonly string[]): string {
  const { value, path } = field(object, names);
  return value === undefined ? "" : readText(value, path);
}

/** A 64-bit integer, exact where it comes as text; absent is 0. */
export function bigintField(object: JsonObject, names: readonly string[]): bigint {
  const { value, path } = field(object, names);
  if (value === undefined) return 0n;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^-?\d{1,20}$/u.test(value)) return BigInt(value);
  throw bad(path, "integer", value);
}

/** A count: an integer of 0 or more, as number or text; absent is 0. */
export function countField(object: JsonObject, names: readonly string[]): number {
  const value = Number(bigintField(object, names));
  if (value < 0) throw bad(field(object, names).path, "count", value);
  return value;
}
