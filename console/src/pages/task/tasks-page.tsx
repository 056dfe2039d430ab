import { Anchor, Button, Progress, Text } from "@mantine/core";
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
import { Listing } from "../../ui/listing.tsx";
import { Page } from "../../ui/page.tsx";
import { ended, total } from "./counts.ts";
import { isDraft } from "./draft-form.ts";
import { Drafts } from "./drafts.tsx";

export default function TasksPage() {
  const { t } = useTranslation();
  const answer = useQuery(tasksQuery);
  const what = (task: TaskRow) => `${t(`task.kind.${task.kind}`)} ${task.package} ${task.version}`;
  const state = (task: TaskRow) => t(`task.stateName.${task.state}`);
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
        {({ items: all, nextCursor }) => {
          const items = all.filter((task) => !wasNeverStarted(task));
          if (items.length === 0 && all.length > 0) return null;
          return (
            <Listing
              rows={items}
              keyOf={({ id }) => id}
              more={nextCursor !== undefined}
              minWidth={720}
              empty={{ title: t("task.empty"), hint: t("task.emptyHint") }}
              columns={[
                {
                  head: t("task.name"),
                  by: ["name", taskName],
                  cell: (task) => (
                    <Anchor renderRoot={(props) => <Link to="/tasks/$task" params={{ task: task.id }} {...props} />}>
                      {taskName(task)}
                    </Anchor>
                  ),
                },
                { head: t("task.what"), by: ["what", what], cell: what },
                { head: t("task.state"), by: ["state", state], cell: state },
                {
                  head: t("task.progress"),
                  cell: (task) => <TaskProgress name={taskName(task)} counts={task.counts} />,
                },
                {
                  head: t("task.started"),
                  by: "startedMs",
                  cell: ({ startedMs }) => startedMs !== undefined && <Ago atMs={startedMs} />,
                },
              ]}
            />
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
