import type { NameTable } from "@/model/name-table";

/** Which names pass a test: each is looked at once at most, when it is first asked for. */
export function nameTest(
  names: NameTable,
  test: (name: string) => boolean,
): (name: number) => boolean {
  const state = new Uint8Array(names.length);
  return (name) => {
    if (state[name] === 0) state[name] = test(names[name] ?? "") ? 2 : 1;
    return state[name] === 2;
  };
}

/** A test of rows of a table that many spans share, made once per row. */
export function rowTest(length: number, test: (row: number) => boolean): (row: number) => boolean {
  const state = new Uint8Array(length);
  return (row) => {
    if (state[row] === 0) state[row] = test(row) ? 2 : 1;
    return state[row] === 2;
  };
}
