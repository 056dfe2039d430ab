import { Checkbox, Table } from "@mantine/core";
import type { DeviceRow } from "@shoal/protocol/api/device";
import { useNavigate } from "@tanstack/react-router";
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  Fragment,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { ListOrder } from "../../ui/list-order.ts";
import list from "../../ui/long-list.module.css";
import { ariaSort, OrderHead, OrderSaid } from "../../ui/order-head.tsx";
import { DeviceTableRow } from "./device-row.tsx";
import { allOrNone, ranged, type Selection, toggled } from "./selection.ts";

/** As the style sheet has it. */
const ROW_REM = 2.375;
const EACH_MS = 15_000;
const COLUMNS = 7;
/** By name is the one order that the server has besides its own. */
const NEXT_ORDER = { none: { id: "name", desc: false }, asc: { id: "name", desc: true }, desc: undefined } as const;

interface Rows {
  rows: readonly DeviceRow[];
  selection: Selection;
  /** Not these alone: all that match. */
  all: boolean;
  onSelect: (selection: Selection) => void;
  order: ListOrder | undefined;
  onOrder: (order: ListOrder | undefined) => void;
  /** First and last row on the screen. */
  onSeen: (first: number, last: number) => void;
}

/**
 * Devices by thousands, of which the document has only those that are seen. One widget for the keyboard: arrows (or j and k) go on, Space
 * (or x) chooses, with Shift a range, Enter opens.
 */
export function DeviceTable({ rows, selection, all, onSelect, order, onOrder, onSeen }: Rows) {
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
  // The row that the keyboard is at stays in the document wherever it is: with it the focus would go, and the next key lead nowhere.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const seen = defaultRangeExtractor(range);
      return current >= range.count || seen.includes(current) ? seen : [...seen, current].sort((a, b) => a - b);
    },
    [current],
  );
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan: 12,
    useFlushSync: false,
    scrollMargin: margin + rowPx,
    rangeExtractor,
  });
  const shown = virtual.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  useEffect(() => onSeen(startIndex, endIndex), [startIndex, endIndex, onSeen]);
  useEffect(() => {
    if (!follow.current) return;
    const box = table.current?.querySelector<HTMLInputElement>(`[data-index="${current}"] input`);
    if (box) {
      follow.current = false;
      box.focus({ preventScroll: true });
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

  const sorted = order === undefined ? false : order.desc ? "desc" : "asc";
  return (
    <Table.ScrollContainer minWidth={880}>
      <OrderSaid head={t("device.name")} order={order} />
      <Table
        ref={table}
        className={list["grid"]}
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
            <Table.Th w="24%" aria-sort={ariaSort(sorted)}>
              <OrderHead
                head={t("device.name")}
                sorted={sorted}
                onToggle={() => onOrder(NEXT_ORDER[sorted || "none"])}
              />
            </Table.Th>
            <Table.Th w="22%">{t("device.system")}</Table.Th>
            <Table.Th w="11%">{t("device.kind")}</Table.Th>
            <Table.Th w="11%">{t("device.presence")}</Table.Th>
            <Table.Th w="14%">{t("device.lastSeen")}</Table.Th>
            <Table.Th>{t("device.tags")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={onKeyDown} onClick={onClick}>
          {shown.map(({ index }, at) => {
            const device = rows[index]!;
            return (
              <Fragment key={device.id}>
                <Filler height={(index - (shown[at - 1]?.index ?? -1) - 1) * rowPx} />
                <DeviceTableRow
                  device={device}
                  index={index}
                  chosen={chosen(device.id)}
                  current={index === current}
                  nowMs={nowMs}
                />
              </Fragment>
            );
          })}
          <Filler height={(rows.length - 1 - (shown.at(-1)?.index ?? -1)) * rowPx} />
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
