import {
  createColumnHelper,
  createSortedRowModel,
  functionalUpdate,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { collator } from "../text/format.ts";
import { type Comparable, compare } from "./list-order.ts";
import { useListOrder } from "./use-list-order.ts";

/** What a column is ordered by: a field of its rows, or a name of its own and what it is of a row. */
export type OrderedBy<Row> =
  | { [Key in keyof Row & string]: Row[Key] extends Comparable ? Key : never }[keyof Row & string]
  | readonly [id: string, of: (row: Row) => Comparable];

interface Ordered<Row, Column> {
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  columns: readonly Column[];
  /** Of which list in the address, where a page has several. */
  name: string | undefined;
  /** All rows are here: the first hundred in another order would be another lie each time. */
  whole: boolean;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** A table's model of rows and columns (TanStack Table): which columns it can be ordered by, by which it is, and the rows in that order. */
export function useOrdered<Row, Column extends { head: string; by?: OrderedBy<Row> | undefined }>({
  rows,
  keyOf,
  columns,
  name,
  whole,
}: Ordered<Row, Column>) {
  const column = createColumnHelper<typeof features, Row & object>();
  const byId = new Map(columns.map((each) => [idOf(each), each]));
  const [order, choose] = useListOrder(name, whole ? columns.filter(({ by }) => by !== undefined).map(idOf) : []);
  // The same one while it is: the table tells all who look at it of another.
  const sorting = useMemo(() => (order === undefined ? [] : [order]), [order]);
  const table = useTable({
    features,
    data: rows as readonly (Row & object)[],
    columns: [...byId].map(([id, { head: header, by }]) =>
      by === undefined
        ? column.display({ id, header })
        : column.accessor((row): unknown => (typeof by === "string" ? row[by as keyof Row] : by[1](row)), {
            id,
            header,
            sortFn: (a, b) => compare(collator(), a.getValue<Comparable>(id), b.getValue<Comparable>(id)),
            sortUndefined: "last",
          }),
    ),
    getRowId: (row) => String(keyOf(row)),
    enableSorting: whole,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (change) => choose(functionalUpdate(change, sorting)[0]),
  });
  return {
    order: order && { of: byId.get(order.id)!, desc: order.desc },
    heads: table.getHeaderGroups().flatMap(({ headers }) =>
      headers.map(({ column: of }) => ({
        id: of.id,
        of: byId.get(of.id)!,
        /** Undefined where it cannot be ordered by this. */
        toggle: of.getCanSort() ? () => of.toggleSorting() : undefined,
        sorted: of.getIsSorted(),
      })),
    ),
    rows: table.getRowModel().rows.map(({ id, original }) => ({ id, row: original as Row })),
  };
}

const idOf = <Row>({ head, by }: { head: string; by?: OrderedBy<Row> | undefined }): string =>
  by === undefined ? `:${head}` : typeof by === "string" ? by : by[0];
