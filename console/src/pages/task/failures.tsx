import { Button, Card, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { taskFailuresQuery } from "../../api/task.ts";
import { Answer } from "../../ui/answer.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";

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
                      <span aria-hidden>✕</span> {row.words}
                      {row.exitCode !== undefined && ` (${row.exitCode})`}
                    </Text>
                    <Text size="sm">
                      {t("device.count", { count: row.devices })} · {t("task.example")} {row.exampleDevice}
                      {row.exampleDetail !== undefined && `: ${row.exampleDetail}`}
                    </Text>
                    <Text size="sm" c="var(--tone-neutral)">
                      {t("task.next")}: {row.next}
                    </Text>
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

interface Cause {
  task: string;
  code: string;
  exitCode: number | undefined;
  devices: number;
}

function RetryCause({ task, code, exitCode, devices }: Cause) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: async () => {
      const deviceIds = await failedBy(task, code, exitCode);
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

/** Devices whose last action of this task failed for this cause, and not those that have failed for another one since. */
async function failedBy(task: string, code: string, exitCode: number | undefined): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { task, state: "failed" as const, limit: 500, ...(cursor === undefined ? {} : { cursor }) };
    const page = await answerOf(api.GET("/api/v1/actions", { params: { query } }));
    for (const row of page.items)
      if (row.reason?.code === code && row.exitCode === exitCode && !found.includes(row.deviceId))
        found.push(row.deviceId);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}
