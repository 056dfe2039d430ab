import { Table, VisuallyHidden } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { EmptyMessage } from "./empty-message.tsx";
import classes from "./listing.module.css";

interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
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
  /** On a narrower screen it is scrolled sideways. */
  minWidth?: number;
  /** What is said where there is no row. */
  empty?: { title: string; hint: string; children?: ReactNode };
  /** More about a row, below it and as wide as all of it. */
  below?: (row: Row) => { id: string; content: ReactNode } | undefined;
}

/** Things of a kind, a row each, in the order in which the server has them. */
export function Listing<Row>({ rows, keyOf, columns, minWidth = 640, empty, below }: Rows<Row>) {
  if (rows.length === 0 && empty !== undefined) return <EmptyMessage {...empty} />;
  return (
    <Table.ScrollContainer minWidth={minWidth}>
      <Table className={classes["listing"]}>
        <thead>
          <tr>
            {columns.map(({ head, end, quiet }) => (
              <th key={head} scope="col" className={end ? classes["end"] : undefined}>
                {quiet ? <VisuallyHidden>{head}</VisuallyHidden> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const more = below?.(row);
            return (
              <Fragment key={keyOf(row)}>
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
                {more !== undefined && (
                  <tr id={more.id}>
                    <td colSpan={columns.length}>{more.content}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
