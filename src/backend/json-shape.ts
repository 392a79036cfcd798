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

/** An object of a document. Only `memberOf` reads it, so that no key can reach a prototype. */
export interface JsonObject {
  readonly path: string;
  readonly value: object;
}

export function readObject(value: unknown, path: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw bad(path, "object", value);
  }
  return { path, value };
}

/** The first of these members that is there; undefined where none is. */
export function memberOf({ value }: JsonObject, names: readonly string[]): unknown {
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] ?? "";
    const member = (value as Record<string, unknown>)[name];
    // What is inherited is none of the document's.
    if (member !== undefined && member !== null && Object.hasOwn(value, name)) return member;
  }
  return undefined;
}

/** Where `memberOf` has found what it gave. Only those who complain need to know. */
function pathOf(object: JsonObject, names: readonly string[]): string {
  const found = names.find((name) => memberOf(object, [name]) !== undefined);
  return `${object.path}.${found ?? names[0] ?? ""}`;
}

/** A list, read element by element; absent is empty. `names` are the spellings of the member. */
export function readList<T>(
  object: JsonObject,
  names: readonly string[],
  read: (value: unknown, path: string) => T,
): T[] {
  const value = memberOf(object, names);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw bad(pathOf(object, names), "array", value);
  return value.map((one: unknown, index) => {
    try {
      return read(one, "");
    } catch {
      // Thousands of paths would take longer to write than their elements to read: this one is
      // written because it is complained of.
      return read(one, `${pathOf(object, names)}[${index}]`);
    }
  });
}

export function readText(value: unknown, path: string): string {
  if (typeof value !== "string") throw bad(path, "string", value);
  return value;
}

/** A text member; absent is "". */
export function textField(object: JsonObject, names: readonly string[]): string {
  const value = memberOf(object, names) ?? "";
  return typeof value === "string" ? value : readText(value, pathOf(object, names));
}

/** A 64-bit integer, exact where it comes as text; absent is 0. */
export function bigintField(object: JsonObject, names: readonly string[]): bigint {
  const value = memberOf(object, names);
  if (value === undefined) return 0n;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^-?\d{1,20}$/u.test(value)) return BigInt(value);
  throw bad(pathOf(object, names), "integer", value);
}

/** A count: an integer of 0 or more, as number or text; absent is 0. */
export function countField(object: JsonObject, names: readonly string[]): number {
  const value = memberOf(object, names);
  // Nearly all are: the way over 64 bits takes many times as long.
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  const count = Number(bigintField(object, names));
  if (count < 0) throw bad(pathOf(object, names), "count", count);
  return count;
}
