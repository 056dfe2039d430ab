import { Anchor, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deviceActionsQuery } from "../../api/device.ts";
import { reasonLine } from "../../text/said.ts";
import { ActionStateMark } from "../../ui/action-state.tsx";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";

/** What was ordered for a device, the last first. */
export function DeviceActions({ device }: { device: string }) {
  const { t } = useTranslation();
  const answer = useQuery(deviceActionsQuery(device));
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyMessage title={t("device.noActions")} hint={t("device.noActionsHint")} />
        ) : (
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
                {items.map((action) => (
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
        )
      }
    </Answer>
  );
}
