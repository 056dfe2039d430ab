import { Checkbox, Table } from "@mantine/core";
import type { DeviceRow } from "@shoal/protocol/api/device";
import { useNavigate } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./device.module.css";
import { DeviceTableRow } from "./device-row.tsx";
import { allOrNone, ranged, type Selection, toggled } from "./selection.ts";

/** As the style sheet has it. */
const ROW_REM = 2.375;
const EACH_MS = 15_000;
const COLUMNS = 7;
/** Before its end is seen, more is asked for. */
const AHEAD = 30;

interface Rows {
  rows: readonly DeviceRow[];
  selection: Selection;
  /** Not these alone: all that match. */
  all: boolean;
  onSelect: (selection: Selection) => void;
  onEnd: () => void;
}

/**
 * Devices by thousands, of which the document has only those that are seen. One widget for the keyboard: arrows (or j and k) go on, Space
 * (or x) chooses, with Shift a range, Enter opens.
 */
export function DeviceTable({ rows, selection, all, onSelect, onEnd }: Rows) {
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  const navigate = useNavigate();
  const [margin, setMargin] = useState(0);
  const [rowPx] = useState(() => ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const [nowMs, setNowMs] = useState(Date.now);
  const [current, setCurrent] = useState(0);
  // Only where the keyboard has moved it: scrolling by the wheel takes the focus nowhere.
  const follow = useRef(false);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), EACH_MS);
    return () => clearInterval(timer);
  }, []);
  useLayoutEffect(() => setMargin(table.current?.getBoundingClientRect().top ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan: 12,
    useFlushSync: false,
    scrollMargin: margin + rowPx,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - AHEAD) onEnd();
  }, [last, rows.length, onEnd]);
  useEffect(() => {
    if (!follow.current) return;
    const box = table.current?.querySelector<HTMLInputElement>(`[data-index="${current}"] input`);
    if (box) {
      follow.current = false;
      box.focus();
    }
  });

  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const everyOne = useMemo(() => ids.length > 0 && ids.every((id) => selection.ids.has(id)), [ids, selection]);
  const chosen = (id: string) => all || selection.ids.has(id);
  const go = (to: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, to));
    follow.current = true;
    setCurrent(at);
    virtual.scrollToIndex(at);
    return at;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const by = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1, PageDown: 15, PageUp: -15 }[key];
    const end = { Home: 0, End: rows.length - 1 }[key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (by !== undefined || end !== undefined) {
      const at = go(end ?? current + (by ?? 0));
      if (shiftKey) onSelect(ranged(selection.ids.size === 0 ? { ...selection, anchor: current } : selection, ids, at));
    } else if (key === "x" || key === " ") onSelect(toggled(selection, ids, current));
    else if (key === "X") onSelect(ranged(selection, ids, current));
    else if (key === "Enter") table.current?.querySelector<HTMLAnchorElement>(`[data-index="${current}"] a`)?.click();
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const at = Number(target.closest("tr")?.dataset["index"]);
    const device = rows[at];
    if (device === undefined) return;
    setCurrent(at);
    if (target instanceof HTMLInputElement) onSelect((event.shiftKey ? ranged : toggled)(selection, ids, at));
    else if (target.closest("a") !== null && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void navigate({ to: "/devices/$device", params: { device: device.id } });
    }
  };
  const before = (shown[0]?.start ?? 0) - virtual.options.scrollMargin;
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? 0) - virtual.options.scrollMargin);

  return (
    <Table.ScrollContainer minWidth={880}>
      <Table
        ref={table}
        className={classes["grid"]}
        role="grid"
        aria-label={t("device.title")}
        aria-multiselectable
        aria-rowcount={rows.length + 1}
        aria-description={t("device.gridHelp")}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            <Table.Th w={40}>
              <Checkbox
                aria-label={t("device.chooseShown")}
                checked={all || everyOne}
                indeterminate={!all && selection.ids.size > 0 && !everyOne}
                onChange={() => onSelect(allOrNone(selection, ids))}
              />
            </Table.Th>
            <Table.Th w="24%">{t("device.name")}</Table.Th>
            <Table.Th w="22%">{t("device.system")}</Table.Th>
            <Table.Th w="11%">{t("device.kind")}</Table.Th>
            <Table.Th w="11%">{t("device.presence")}</Table.Th>
            <Table.Th w="14%">{t("device.lastSeen")}</Table.Th>
            <Table.Th>{t("device.tags")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={onKeyDown} onClick={onClick}>
          <Filler height={before} />
          {shown.map(({ index }) => {
            const device = rows[index]!;
            return (
              <DeviceTableRow
                key={device.id}
                device={device}
                index={index}
                chosen={chosen(device.id)}
                current={index === current}
                nowMs={nowMs}
              />
            );
          })}
          <Filler height={after} />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** In the place of rows that are not seen. */
function Filler({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={COLUMNS} style={{ height, padding: 0 }} />
    </tr>
  );
}
