import { Anchor, Badge, Checkbox, Group, Table } from "@mantine/core";
import type { DeviceRow } from "@shoal/protocol/api/device";
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Ago } from "../../ui/ago.tsx";
import { PresenceMark } from "./presence.tsx";
import { allOrNone, ranged, type Selection, toggled } from "./selection.ts";

const ROW_PX = 45;
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
  const [margin, setMargin] = useState(0);
  const [current, setCurrent] = useState(0);
  // Only where the keyboard has moved it: scrolling by the wheel takes the focus nowhere.
  const follow = useRef(false);
  useLayoutEffect(() => setMargin(table.current?.getBoundingClientRect().top ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: margin + ROW_PX,
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

  const ids = rows.map(({ id }) => id);
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
  const before = (shown[0]?.start ?? 0) - virtual.options.scrollMargin;
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? 0) - virtual.options.scrollMargin);

  return (
    <Table.ScrollContainer minWidth={760}>
      <Table
        ref={table}
        highlightOnHover
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
                checked={all || (rows.length > 0 && ids.every((id) => selection.ids.has(id)))}
                indeterminate={!all && selection.ids.size > 0 && !ids.every((id) => selection.ids.has(id))}
                onChange={() => onSelect(allOrNone(selection, ids))}
              />
            </Table.Th>
            <Table.Th>{t("device.name")}</Table.Th>
            <Table.Th>{t("device.system")}</Table.Th>
            <Table.Th>{t("device.kind")}</Table.Th>
            <Table.Th>{t("device.presence")}</Table.Th>
            <Table.Th>{t("device.lastSeen")}</Table.Th>
            <Table.Th>{t("device.tags")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={onKeyDown}>
          <Filler height={before} />
          {shown.map(({ index }) => {
            const device = rows[index]!;
            return (
              <Table.Tr
                key={device.id}
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={chosen(device.id)}
                {...(chosen(device.id) ? { bg: "var(--mantine-primary-color-light)" } : {})}
              >
                <Table.Td>
                  <Checkbox
                    aria-label={t("device.choose", { name: device.name })}
                    tabIndex={index === current ? 0 : -1}
                    checked={chosen(device.id)}
                    onFocus={() => setCurrent(index)}
                    onChange={() => {}}
                    onClick={(event) => {
                      setCurrent(index);
                      onSelect((event.shiftKey ? ranged : toggled)(selection, ids, index));
                    }}
                  />
                </Table.Td>
                <Table.Td>
                  <Anchor
                    renderRoot={(props) => (
                      <Link
                        to="/devices/$device"
                        params={{ device: device.id }}
                        {...props}
                        tabIndex={index === current ? 0 : -1}
                      />
                    )}
                  >
                    {device.name}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  {[
                    device.platform.distribution || device.platform.os,
                    device.platform.osVersion,
                    device.platform.arch,
                  ].join(" ")}
                </Table.Td>
                <Table.Td>{device.platform.formFactor}</Table.Td>
                <Table.Td>
                  <PresenceMark presence={device.presence} why={device.presenceWhy} />
                </Table.Td>
                <Table.Td>
                  <Ago atMs={device.lastSeenMs} />
                </Table.Td>
                <Table.Td>
                  <Group gap={4}>
                    {device.tags.map((tag) => (
                      <Badge key={tag} variant="default" tt="none">
                        {tag}
                      </Badge>
                    ))}
                  </Group>
                </Table.Td>
              </Table.Tr>
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
