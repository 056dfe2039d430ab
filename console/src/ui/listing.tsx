import { Table, VisuallyHidden } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { EmptyMessage } from "./empty-message.tsx";
import classes from "./listing.module.css";
import { ariaSort, OrderHead, OrderSaid } from "./order-head.tsx";
import { type OrderedBy, useOrdered } from "./use-ordered.ts";

interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  /** What its head orders the list by. */
  by?: OrderedBy<Row>;
  /** At the end of its column, as numbers and orders are. */
  end?: boolean;
  /** Its head is only heard: what is in it says by itself what it is. */
  quiet?: boolean;
  /** What the row is called by, for those who hear it. */
  names?: boolean;
  mono?: boolean;
}

interface Rows<Row> {
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  columns: readonly Column<Row>[];
  /** In the address, where a page has several lists. */
  name?: string;
  /** The server has more of them than these: they stay in its order. */
  more?: boolean;
  /** On a narrower screen it is scrolled sideways. */
  minWidth?: number;
  /** What is said where there is no row. */
  empty?: { title: string; hint: string; children?: ReactNode };
  /** More about a row, below it and as wide as all of it. */
  below?: (row: Row) => { id: string; content: ReactNode } | undefined;
}

/** Things of a kind, a row each, in the order in which the server has them, or in the one that somebody has chosen by a head. */
export function Listing<Row>({ rows, keyOf, columns, name, more = false, minWidth = 640, empty, below }: Rows<Row>) {
  const ordered = useOrdered({ rows, keyOf, columns, name, whole: !more });
  if (rows.length === 0 && empty !== undefined) return <EmptyMessage {...empty} />;
  const { order } = ordered;
  return (
    <>
      <OrderSaid head={order?.of.head} order={order} />
      <Table.ScrollContainer minWidth={minWidth}>
        <Table className={classes["listing"]}>
          <thead>
            <tr>
              {ordered.heads.map(({ id, of: { head, end, quiet }, toggle, sorted }) =>
                toggle === undefined ? (
                  <th key={id} scope="col" className={end ? classes["end"] : undefined}>
                    {quiet ? <VisuallyHidden>{head}</VisuallyHidden> : head}
                  </th>
                ) : (
                  <th key={id} scope="col" aria-sort={ariaSort(sorted)} className={end ? classes["end"] : undefined}>
                    <OrderHead head={head} sorted={sorted} onToggle={toggle} />
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {ordered.rows.map(({ id, row }) => {
              const opened = below?.(row);
              return (
                <Fragment key={id}>
                  <tr>
                    {columns.map(({ head, cell, end, names, mono }) => {
                      const Cell = names ? "th" : "td";
                      const className = [end && classes["end"], mono && classes["mono"]].filter(Boolean).join(" ");
                      return (
                        <Cell key={head} className={className} {...(names ? { scope: "row" } : {})}>
                          {cell(row)}
                        </Cell>
                      );
                    })}
                  </tr>
                  {opened !== undefined && (
                    <tr id={opened.id}>
                      <td colSpan={columns.length}>{opened.content}</td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}
