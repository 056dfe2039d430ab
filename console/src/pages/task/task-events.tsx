import { Anchor, Box, Button, Group, Table, Text } from "@mantine/core";
import type { TaskEventRow } from "@shoal/protocol/api/history";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newestEventsQuery, taskEventsQuery } from "../../api/task.ts";
import { formatTime } from "../../text/format.ts";
import { isolated } from "../../text/isolated.ts";
import { kindWords } from "../../text/said.ts";
import { ActionStateMark } from "../../ui/action-state.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Said } from "../../ui/said.tsx";
import { newBefore } from "./new-before.ts";

/**
 * Everything that happened in a task, the newest first. What comes while one reads is counted, and shown when one asks for it: nothing moves under
 * the eye.
 */
export function TaskEvents({ task }: { task: string }) {
  const { t } = useTranslation();
  const [since, setSince] = useState(Date.now);
  const table = useRef<HTMLTableElement>(null);
  const list = useInfiniteQuery(taskEventsQuery(task, since));
  const newest = useQuery(newestEventsQuery(task));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const more = list.data === undefined ? 0 : newBefore(newest.data?.items ?? [], rows[0]);
  if (list.error !== null) return <ProblemMessage error={list.error} onAgain={() => void list.refetch()} />;
  if (list.isSuccess && rows.length === 0 && more === 0)
    return <EmptyMessage title={t("task.events.empty")} hint={t("task.events.emptyHint")} />;
  return (
    <Box>
      <Box role="status" mih={36}>
        {more > 0 && (
          <Button
            size="compact-sm"
            variant="outline"
            onClick={() => {
              setSince(Date.now());
              table.current?.focus();
            }}
          >
            ↑{" "}
            {newest.data?.nextCursor !== undefined && more === newest.data.items.length
              ? t("task.events.manyNew", { count: more })
              : t("task.events.new", { count: more })}
          </Button>
        )}
      </Box>
      <Table.ScrollContainer minWidth={600}>
        <Table ref={table} tabIndex={-1} aria-label={t("task.tabs.events")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={190}>{t("task.events.time")}</Table.Th>
              <Table.Th w="26%">{t("task.events.who")}</Table.Th>
              <Table.Th>{t("task.events.what")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <EventRow key={row.id} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {list.hasNextPage && (
        <Button mt="sm" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </Box>
  );
}

/** How far a device came, and why. */
function Came({ row: { text }, state }: { row: TaskEventRow; state: NonNullable<TaskEventRow["state"]> }) {
  return (
    <Group gap="xs" align="baseline">
      <ActionStateMark state={state} />
      {text !== "" && (
        <Box flex={1} miw={200}>
          <Said text={text} />
        </Box>
      )}
    </Group>
  );
}

/** What was done with the whole of it. */
function Ordered({ row: { what, detail, reason, devices } }: { row: TaskEventRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Text inherit fw={600}>
        {kindWords(what)}
        {reason === undefined ? "" : `: ${isolated(reason)}`}
        {reason === undefined && devices !== undefined && ` (${t("task.events.devices", { count: devices })})`}
      </Text>
      {detail !== undefined && <Said text={detail} />}
    </>
  );
}

function EventRow({ row }: { row: TaskEventRow }) {
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <time dateTime={new Date(row.atMs).toISOString()}>{formatTime(row.atMs)}</time>
      </Table.Td>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        {row.deviceId === undefined ? (
          row.actor
        ) : (
          <Anchor
            renderRoot={(props) => <Link to="/devices/$device" params={{ device: row.deviceId ?? "" }} {...props} />}
          >
            {row.device}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>{row.state === undefined ? <Ordered row={row} /> : <Came row={row} state={row.state} />}</Table.Td>
    </Table.Tr>
  );
}
