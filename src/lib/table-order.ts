/** What the rows of a table are in order of. */
export interface TableOrder<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

/** Reads "column", or "-column" for from the greatest; the usual order where it is neither. */
export function readOrder<Column extends string>(
  text: string | undefined,
  columns: readonly Column[],
  usual: TableOrder<Column>,
): TableOrder<Column> {
  const descending = text?.startsWith("-") ?? false;
  const name = descending ? text?.slice(1) : text;
  const column = columns.find((one) => one === name);
  return column === undefined ? usual : { column, descending };
}

/** The text of an order; undefined for the usual one. */
export function writeOrder<Column extends string>(
  { column, descending }: TableOrder<Column>,
  usual: TableOrder<Column>,
): string | undefined {
  if (column === usual.column && descending === usual.descending) return undefined;
  return descending ? `-${column}` : column;
}
