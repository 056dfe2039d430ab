import { Button, Card, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { allCellsOf, taskFailuresQuery } from "../../api/task.ts";
import { isTheirs, reasonWords } from "../../text/said.ts";
import { Answer } from "../../ui/answer.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Said } from "../../ui/said.tsx";
import { type Cause, standingBy } from "./last-attempts.ts";

/** What went wrong, grouped by its cause: a sentence, what to do, and another try for just those. */
export function TaskFailures({ task }: { task: string }) {
  const { t } = useTranslation();
  const answer = useQuery(taskFailuresQuery(task));
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <Text c="var(--tone-neutral)">{t("task.noFailures")}</Text>
        ) : (
          <Stack gap="xs">
            {items.map((row) => (
              <Card key={`${row.code} ${row.exitCode}`} withBorder p="sm">
                <Group justify="space-between" align="flex-start">
                  <Stack gap={2} flex={1}>
                    <Text fw={600}>
                      <span aria-hidden>✕</span> <bdi>{isTheirs() ? row.words : reasonWords(row.code)}</bdi>
                      {row.exitCode !== undefined && ` (${row.exitCode})`}
                    </Text>
                    <Text size="sm">
                      {t("device.count", { count: row.devices })} · {t("task.example")} <bdi>{row.exampleDevice}</bdi>
                    </Text>
                    {row.exampleDetail !== undefined && <Said text={row.exampleDetail} />}
                    <Said c="var(--tone-neutral)" before={`${t("task.next")}: `} text={row.next} />
                  </Stack>
                  <RetryCause task={task} code={row.code} exitCode={row.exitCode} devices={row.devices} />
                </Group>
              </Card>
            ))}
          </Stack>
        )
      }
    </Answer>
  );
}

interface RetryProps extends Cause {
  task: string;
  devices: number;
}

function RetryCause({ task, code, exitCode, devices }: RetryProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: async () => {
      const deviceIds = standingBy(await allCellsOf(task), { code, exitCode });
      return await answerOf(
        api.POST("/api/v1/tasks/{id}/retry", { params: { path: { id: task } }, body: { deviceIds } }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["tasks", task] }),
  });
  return (
    <Stack gap="xs" align="flex-end">
      <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
        {t("task.retryThese", { count: devices })}
      </Button>
      {retry.error !== null && <ProblemMessage error={retry.error} />}
    </Stack>
  );
}
