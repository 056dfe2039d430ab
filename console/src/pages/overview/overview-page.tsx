import { Anchor, Button, Card, Group, Progress, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { lastAuditQuery } from "../../api/audit.ts";
import { countQuery, PRESENCE_MS } from "../../api/device.ts";
import { runningTasksQuery } from "../../api/task.ts";
import { formatNumber } from "../../text/format.ts";
import { kindWords } from "../../text/said.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { Subject } from "../audit/subject.tsx";
import { ended, total } from "../task/counts.ts";
import { FirstSteps } from "./first-steps.tsx";
import { Saved } from "./saved.tsx";

const KINDS = [
  ["overview.devices", undefined],
  ["overview.online", "is:online"],
  ["overview.stale", "is:stale"],
  ["overview.neverSeen", "is:new"],
] as const;

export default function OverviewPage() {
  const { t } = useTranslation();
  const tasks = useQuery(runningTasksQuery);
  const audit = useQuery(lastAuditQuery(8));
  return (
    <Page title={t("overview.title")} actions={<CopyAsCli line={"shoal device list\nshoal task list\nshoal audit"} />}>
      <FirstSteps />
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {KINDS.map(([label, query]) => (
          <DeviceCount key={label} label={t(label)} query={query} />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Saved days={7} />
        <Saved days={28} />
      </SimpleGrid>
      <Title order={2} fz="h4">
        {t("overview.running")}
      </Title>
      <Answer of={tasks}>
        {({ items: running }) => {
          if (running.length === 0)
            return (
              <EmptyMessage title={t("overview.noneRunning")} hint={t("overview.noneRunningHint")}>
                <Button renderRoot={(props) => <Link to="/tasks/new" {...props} />}>{t("overview.newTask")}</Button>
              </EmptyMessage>
            );
          return (
            <Stack gap="xs">
              {running.map((task) => (
                <Card key={task.id} withBorder p="sm">
                  <Group justify="space-between">
                    <Anchor renderRoot={(props) => <Link to="/tasks/$task" params={{ task: task.id }} {...props} />}>
                      {task.name}
                    </Anchor>
                    <Text size="sm">
                      {t("overview.done", {
                        done: formatNumber(ended(task.counts)),
                        all: formatNumber(total(task.counts)),
                      })}
                    </Text>
                  </Group>
                  <Progress
                    aria-label={task.name}
                    value={(100 * ended(task.counts)) / Math.max(1, total(task.counts))}
                    mt="xs"
                  />
                </Card>
              ))}
            </Stack>
          );
        }}
      </Answer>
      <Title order={2} fz="h4">
        {t("overview.lastAudit")}
      </Title>
      <Answer of={audit}>
        {({ items }) => (
          <Table.ScrollContainer minWidth={480}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("overview.audit.when")}</Table.Th>
                  <Table.Th>{t("overview.audit.who")}</Table.Th>
                  <Table.Th>{t("overview.audit.what")}</Table.Th>
                  <Table.Th>{t("overview.audit.subject")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((entry) => (
                  <Table.Tr key={entry.id}>
                    <Table.Td>
                      <Ago atMs={entry.atMs} />
                    </Table.Td>
                    <Table.Td>
                      <Subject name={entry.actor} />
                    </Table.Td>
                    <Table.Td>{kindWords(entry.what)}</Table.Td>
                    <Table.Td>
                      <Subject name={entry.subject} detail={entry.detail} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Answer>
    </Page>
  );
}

function DeviceCount({ label, query }: { label: string; query: string | undefined }) {
  const answer = useQuery({ ...countQuery(query), refetchInterval: PRESENCE_MS });
  return (
    <Card withBorder p="sm">
      <Text size="sm" c="var(--tone-neutral)">
        {label}
      </Text>
      <Answer of={answer}>
        {({ devices }) => (
          <Anchor
            fz="xl"
            fw={700}
            renderRoot={(props) => <Link to="/devices" search={query === undefined ? {} : { query }} {...props} />}
          >
            {formatNumber(devices)}
          </Anchor>
        )}
      </Answer>
    </Card>
  );
}
