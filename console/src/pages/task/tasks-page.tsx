import { Anchor, Button, Progress, Table, Text } from "@mantine/core";
import type { TaskRow } from "@shoal/protocol/api/task";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { tasksQuery } from "../../api/task.ts";
import { formatNumber } from "../../text/format.ts";
import { taskName } from "../../text/task-name.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { ended, total } from "./counts.ts";
import { isDraft } from "./draft-form.ts";
import { Drafts } from "./drafts.tsx";

export default function TasksPage() {
  const { t } = useTranslation();
  const answer = useQuery(tasksQuery);
  const newTask = (
    <Button size="xs" renderRoot={(props) => <Link to="/tasks/new" {...props} />}>
      {t("task.new")}
    </Button>
  );
  return (
    <Page
      title={t("task.title")}
      actions={
        <>
          <CopyAsCli line="shoal task list" />
          {newTask}
        </>
      }
    >
      <Drafts />
      <Answer of={answer}>
        {({ items: all }) => {
          const items = all.filter((task) => !wasNeverStarted(task));
          return all.length === 0 ? (
            <EmptyMessage title={t("task.empty")} hint={t("task.emptyHint")} />
          ) : (
            <Table.ScrollContainer minWidth={720} hidden={items.length === 0}>
              <Table highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("task.name")}</Table.Th>
                    <Table.Th>{t("task.what")}</Table.Th>
                    <Table.Th>{t("task.state")}</Table.Th>
                    <Table.Th miw={180}>{t("task.progress")}</Table.Th>
                    <Table.Th>{t("task.started")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((task) => (
                    <Table.Tr key={task.id}>
                      <Table.Td>
                        <Anchor
                          renderRoot={(props) => <Link to="/tasks/$task" params={{ task: task.id }} {...props} />}
                        >
                          {taskName(task)}
                        </Anchor>
                      </Table.Td>
                      <Table.Td>
                        {t(`task.kind.${task.kind}`)} {task.package} {task.version}
                      </Table.Td>
                      <Table.Td>{t(`task.stateName.${task.state}`)}</Table.Td>
                      <Table.Td>
                        <TaskProgress name={taskName(task)} counts={task.counts} />
                      </Table.Td>
                      <Table.Td>{task.startedMs !== undefined && <Ago atMs={task.startedMs} />}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          );
        }}
      </Answer>
    </Page>
  );
}

/** Drafts have a place of their own; one that was discarded never was a task. */
const wasNeverStarted = ({ state, startedMs }: TaskRow) =>
  isDraft(state) || (state === "cancelled" && startedMs === undefined);

function TaskProgress({ name, counts }: { name: string; counts: Record<string, number> }) {
  const { t } = useTranslation();
  const [done, all, failed] = [ended(counts), total(counts), counts["failed"] ?? 0];
  if (all === 0) return null;
  return (
    <>
      <Progress.Root aria-label={name}>
        <Progress.Section
          value={(100 * (done - failed)) / all}
          color="var(--tone-good)"
          aria-label={t("state.succeeded")}
        />
        <Progress.Section value={(100 * failed) / all} color="var(--tone-bad)" aria-label={t("state.failed")} />
      </Progress.Root>
      <Text size="xs">
        {t("common.of", { part: formatNumber(done), whole: formatNumber(all) })}
        {failed > 0 && ` · ✕ ${formatNumber(failed)}`}
      </Text>
    </>
  );
}
