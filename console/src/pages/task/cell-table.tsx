import { Table } from "@mantine/core";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionStateMark } from "../../ui/action-state.tsx";
import list from "../../ui/long-list.module.css";
import classes from "./cell-table.module.css";
import type { Cell, GridModel } from "./grid-model.ts";
import { useGridVersion } from "./use-grid-model.ts";

/** As the style sheet has it. */
const ROW_REM = 2.375;
const PAGE_ROWS = 15;

/**
 * The grid's rows in its order, all of them, of which the document has those that are seen. One widget for the keyboard: arrows (or j and k) go
 * on, Enter opens.
 */
export function CellTable({ model, onOpen }: { model: GridModel; onOpen: (device: string) => void }) {
  const { t } = useTranslation();
  useGridVersion(model);
  const table = useRef<HTMLTableElement>(null);
  const [margin, setMargin] = useState(0);
  const [rowPx] = useState(() => ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const [current, setCurrent] = useState(0);
  // Only where the keyboard has moved it: scrolling by the wheel takes the focus nowhere.
  const follow = useRef(false);
  // What stands above it comes and grows while one looks.
  useLayoutEffect(() => setMargin(Math.round((table.current?.getBoundingClientRect().top ?? 0) + scrollY)));
  const { cells } = model;
  const virtual = useWindowVirtualizer({
    count: cells.length,
    estimateSize: () => rowPx,
    overscan: 12,
    useFlushSync: false,
    scrollMargin: margin + rowPx,
  });
  const shown = virtual.getVirtualItems();
  useEffect(() => {
    const button = follow.current && table.current?.querySelector<HTMLElement>(`[data-index="${current}"] button`);
    if (!button) return;
    follow.current = false;
    button.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: PAGE_ROWS, PageUp: -PAGE_ROWS }[event.key];
    const end = { Home: 0, End: cells.length - 1 }[event.key];
    if (by === undefined && end === undefined) return;
    event.preventDefault();
    const at = Math.max(0, Math.min(cells.length - 1, end ?? current + (by ?? 0)));
    follow.current = true;
    setCurrent(at);
    virtual.scrollToIndex(at);
  };
  const before = (shown[0]?.start ?? 0) - virtual.options.scrollMargin;
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? 0) - virtual.options.scrollMargin);

  return (
    <Table.ScrollContainer minWidth={760}>
      <Table
        ref={table}
        className={list["grid"]}
        role="grid"
        aria-label={t("task.grid")}
        aria-rowcount={cells.length + 1}
        aria-description={t("task.tableHelp")}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            <Table.Th w="24%">{t("task.device")}</Table.Th>
            <Table.Th w="14%">{t("task.ring")}</Table.Th>
            <Table.Th w="18%">{t("task.subnet")}</Table.Th>
            <Table.Th w="16%">{t("task.state")}</Table.Th>
            <Table.Th>{t("task.reason")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={onKeyDown}>
          <Filler height={before} />
          {shown.map(({ index }) => (
            <Row
              key={cells[index]!.deviceId}
              cell={cells[index]!}
              index={index}
              current={index === Math.min(current, cells.length - 1)}
              onOpen={onOpen}
            />
          ))}
          <Filler height={after} />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  cell: Cell;
  index: number;
  /** The one that Tab comes to. */
  current: boolean;
  onOpen: (device: string) => void;
}

const Row = memo(function Row({ cell, index, current, onOpen }: RowProps) {
  return (
    <tr className={list["row"]} data-index={index} aria-rowindex={index + 2}>
      <td>
        <button
          type="button"
          className={classes["open"]}
          title={cell.device}
          tabIndex={current ? 0 : -1}
          onClick={() => onOpen(cell.deviceId)}
        >
          {cell.device}
        </button>
      </td>
      <td>{cell.ring}</td>
      <td>{cell.subnet}</td>
      <td>
        <ActionStateMark state={cell.state} />
      </td>
      <td title={cell.reason}>{cell.reason}</td>
    </tr>
  );
});

/** In the place of rows that are not seen. */
function Filler({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={5} style={{ height, padding: 0 }} />
    </tr>
  );
}
