import { Anchor, Stack, Table, Title } from "@mantine/core";
import { isEnd } from "@shoal/protocol/action/state";
import type { ActionRow } from "@shoal/protocol/api/task";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deviceActionsQuery, deviceComesQuery } from "../../api/device.ts";
import { reasonLine } from "../../text/said.ts";
import { ActionStateMark } from "../../ui/action-state.tsx";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";

/** What is still to come to a device, on offer or ordered, and what has been, the last first. */
export function DeviceActions({ device }: { device: string }) {
  const { t } = useTranslation();
  const answer = useQuery(deviceActionsQuery(device));
  const waiting = useQuery(deviceComesQuery(device)).data?.items ?? [];
  return (
    <Answer of={answer}>
      {({ items }) => {
        const going = items.filter(({ state }) => !isEnd(state) && state !== "scheduled");
        const comes = [...going, ...waiting];
        const been = items.filter(({ state }) => isEnd(state));
        if (comes.length + been.length === 0)
          return <EmptyMessage title={t("device.noActions")} hint={t("device.noActionsHint")} />;
        return (
          <Stack>
            <Actions device={device} title={t("device.comes")} rows={comes} />
            <Actions device={device} title={t("device.hasBeen")} rows={been} />
          </Stack>
        );
      }}
    </Answer>
  );
}

type Row = Pick<ActionRow, "id" | "taskId" | "package" | "version" | "state" | "reason" | "updatedMs">;

function Actions({ device, title, rows }: { device: string; title: string; rows: readonly Row[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={2} fz="h5">
        {title}
      </Title>
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("task.what")}</Table.Th>
              <Table.Th>{t("task.state")}</Table.Th>
              <Table.Th>{t("task.reason")}</Table.Th>
              <Table.Th>{t("package.changed")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((action) => (
              <Table.Tr key={action.id}>
                <Table.Td>
                  <Anchor
                    renderRoot={(props) => (
                      <Link to="/tasks/$task" params={{ task: action.taskId }} search={{ device }} {...props} />
                    )}
                  >
                    {action.package} {action.version}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <ActionStateMark state={action.state} />
                </Table.Td>
                <Table.Td>{reasonLine(action.reason)}</Table.Td>
                <Table.Td>
                  <Ago atMs={action.updatedMs} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
