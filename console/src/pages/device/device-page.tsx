import { Anchor, Button, SimpleGrid, Stack, Table, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deviceActionsQuery, deviceHistoryQuery, deviceQuery } from "../../api/device.ts";
import { formatTime } from "../../text/format.ts";
import { ActionStateMark } from "../../ui/action-state.tsx";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { PresenceMark } from "./presence.tsx";
import { DEVICE_TABS } from "./routes.ts";

export default function DevicePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { device: id } = useParams({ from: "/devices/$device" });
  const { tab = "actions" } = useSearch({ from: "/devices/$device" });
  const answer = useQuery(deviceQuery(id));
  return (
    <Answer of={answer}>
      {(device) => (
        <Page
          title={device.name}
          actions={
            <>
              <CopyAsCli line={`shoal device show ${quoted(device.name)}`} />
              <Button
                size="xs"
                renderRoot={(props) => <Link to="/tasks/new" search={{ query: `id:${device.id}` }} {...props} />}
              >
                {t("device.newTask")}
              </Button>
            </>
          }
        >
          <SimpleGrid cols={{ base: 2, md: 4 }}>
            <Fact name={t("device.presence")}>
              <PresenceMark presence={device.presence} why={device.presenceWhy} />
            </Fact>
            <Fact name={t("device.system")}>
              {[
                device.platform.distribution || device.platform.os,
                device.platform.osVersion,
                device.platform.arch,
              ].join(" ")}
            </Fact>
            <Fact name={t("device.agent")}>{device.agentVersion}</Fact>
            <Fact name={t("device.lastSeen")}>
              <Ago atMs={device.lastSeenMs} />
            </Fact>
          </SimpleGrid>
          <Text size="sm" c="var(--tone-neutral)">
            {device.presenceWhy}
          </Text>
          <Tabs
            value={tab}
            keepMounted={false}
            onChange={(next) =>
              void navigate({
                to: "/devices/$device",
                params: { device: id },
                search: { tab: next as (typeof DEVICE_TABS)[number] },
              })
            }
          >
            <Tabs.List>
              {DEVICE_TABS.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {t(`device.${each}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="actions" pt="sm">
              <Actions device={device.id} />
            </Tabs.Panel>
            <Tabs.Panel value="inventory" pt="sm">
              <Facts facts={device.inventory.facts} />
            </Tabs.Panel>
            <Tabs.Panel value="events" pt="sm">
              <Events id={device.id} />
            </Tabs.Panel>
          </Tabs>
        </Page>
      )}
    </Answer>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="var(--tone-neutral)">
        {name}
      </Text>
      <Text component="div">{children}</Text>
    </Stack>
  );
}

function Actions({ device }: { device: string }) {
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
                {items.toReversed().map((action) => (
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
                    <Table.Td>{action.reason?.detail ?? action.reason?.code}</Table.Td>
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

function Facts({ facts }: { facts: Record<string, { value: string | number | boolean; source: string }> }) {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table>
        <Table.Tbody>
          {Object.entries(facts)
            .toSorted(([a], [b]) => a.localeCompare(b))
            .map(([name, fact]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td>{String(fact.value)}</Table.Td>
                <Table.Td c="var(--tone-neutral)">{fact.source}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Events({ id }: { id: string }) {
  const answer = useQuery(deviceHistoryQuery(id));
  return (
    <Answer of={answer}>
      {({ items }) => (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Tbody>
              {items.map((event) => (
                <Table.Tr key={`${event.atMs} ${event.what} ${event.subject}`}>
                  <Table.Td style={{ whiteSpace: "nowrap" }}>{formatTime(event.atMs)}</Table.Td>
                  <Table.Td>{event.what}</Table.Td>
                  <Table.Td>{event.text}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Answer>
  );
}
