import { Anchor, Button, Card, Group, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { runningTasksQuery } from "../../api/task.ts";
import { formatNumber } from "../../text/format.ts";
import { taskName } from "../../text/task-name.ts";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { ended, total } from "../task/counts.ts";

/** Tasks that are under way. */
export function Running() {
  const { t } = useTranslation();
  const tasks = useQuery(runningTasksQuery);
  return (
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
                    {taskName(task)}
                  </Anchor>
                  <Text size="sm">
                    {t("overview.done", {
                      done: formatNumber(ended(task.counts)),
                      all: formatNumber(total(task.counts)),
                    })}
                  </Text>
                </Group>
                <Progress
                  aria-label={taskName(task)}
                  value={(100 * ended(task.counts)) / Math.max(1, total(task.counts))}
                  mt="xs"
                />
              </Card>
            ))}
          </Stack>
        );
      }}
    </Answer>
  );
}
