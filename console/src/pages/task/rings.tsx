import { Box, Card, Group, Progress, SimpleGrid, Stack, Text } from "@mantine/core";
import type { RolloutDetail, RolloutRingRow } from "@shoal/protocol/api/rollout";
import { isOver } from "@shoal/protocol/rollout/state";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { rolloutQuery } from "../../api/task.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber } from "../../text/format.ts";
import { inWords } from "../../text/said.ts";
import { Answer } from "../../ui/answer.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { Said } from "../../ui/said.tsx";
import classes from "./rings.module.css";

/** The stages of a task: how far each is, by what it is judged, why the whole stands where it does, and what can be done. */
export function Rings({ task }: { task: string }) {
  const answer = useQuery(rolloutQuery(task));
  return (
    <Answer of={answer}>
      {(rollout) => (
        <Stack gap="xs">
          <Standing rollout={rollout} />
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {rollout.rings.map((ring) => (
              <Ring key={ring.plan.name} ring={ring} />
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </Answer>
  );
}

const LOOKS = {
  pending: ["·", "idle"],
  open: ["◐", "busy"],
  soaking: ["◔", "waiting"],
  done: ["✓", "good"],
  halted: ["✕", "bad"],
} as const satisfies Record<RolloutRingRow["state"], readonly [string, string]>;

function Ring({ ring }: { ring: RolloutRingRow }) {
  const { t } = useTranslation();
  const [sign, tone] = LOOKS[ring.state];
  const counted = ring.devices - ring.neutral;
  const share = (part: number) => (100 * part) / Math.max(1, ring.devices);
  return (
    <Card withBorder p="sm" component="section" aria-label={ring.plan.name}>
      <Group justify="space-between">
        <Text fw={600}>{ring.plan.name}</Text>
        <Text size="sm" c={`var(--tone-${tone})`}>
          <span aria-hidden>{sign}</span> {t(`ring.state.${ring.state}`)}
        </Text>
      </Group>
      <Box className={classes["bar"]} mt={6}>
        <Progress.Root size="lg" aria-label={t("ring.progress", { ring: ring.plan.name })}>
          <Progress.Section value={share(ring.succeeded)} color="var(--tone-good)" aria-label={t("state.succeeded")} />
          <Progress.Section value={share(ring.failed)} color="var(--tone-bad)" aria-label={t("state.failed")} />
          <Progress.Section value={share(ring.neutral)} color="var(--tone-neutral)" aria-label={t("ring.neutral")} />
        </Progress.Root>
        {/* So many must have ended before the next may open. */}
        <span aria-hidden className={classes["mark"]} style={{ left: `${Math.min(100, share(ring.needed))}%` }} />
      </Box>
      <Text size="sm" mt={4}>
        {t("ring.counts", {
          ended: formatNumber(ring.succeeded + ring.failed),
          counted: formatNumber(counted),
          needed: formatNumber(ring.needed),
        })}
        {ring.failed > 0 && ` · ✕ ${formatNumber(ring.failed)}`}
      </Text>
      <Text size="xs" c="var(--tone-neutral)">
        {ring.thresholds.successPercent > 0 &&
          `${t("ring.success", { percent: formatNumber(ring.thresholds.successPercent, 1) })} · `}
        {inWords(ring.thresholds.errors)} ·{" "}
        {t(`ring.onErrors.${ring.thresholds.onErrors === "stop" ? "stop" : "pause"}`)}
      </Text>
    </Card>
  );
}

function Standing({ rollout }: { rollout: RolloutDetail }) {
  const { t } = useTranslation();
  const needs = useNeeds();
  const path = { params: { path: { id: rollout.taskId } } };
  const unless = (permission: string, can: boolean) =>
    needs(permission) ?? (can ? undefined : t("ring.notNow", { state: t(`ring.rollout.${rollout.state}`) }));
  const order = (name: "pause" | "resume" | "next" | "approve" | "abort", can: boolean) => ({
    label: t(`ring.order.${name}`),
    disabledReason: unless(name === "approve" ? "rollout.approve" : "rollout.order", can),
    confirm: t(`ring.confirm.${name}`),
    line: `shoal rollout ${name} ${rollout.taskId}`,
    act: () => answerOf(api.POST(`/api/v1/tasks/{id}/rollout/${name}`, path)),
    refresh: ["tasks", rollout.taskId],
  });
  const going = !isOver(rollout.state);
  return (
    <Card withBorder p="sm">
      <Group justify="space-between" align="flex-start">
        <Stack gap={2} flex="1 1 20rem">
          <Text fw={600}>{t(`ring.rollout.${rollout.state}`)}</Text>
          <Said text={rollout.why} />
          {rollout.next.map((line) => (
            <Said key={line} c="var(--tone-neutral)" text={line} />
          ))}
        </Stack>
        <Group gap="xs">
          {rollout.state === "paused" ? (
            <OrderButton {...order("resume", true)} />
          ) : (
            <OrderButton {...order("pause", rollout.state === "running")} variant="default" />
          )}
          <OrderButton {...order("next", going)} variant="default" />
          <OrderButton {...order("approve", rollout.state === "waiting")} variant="default" />
          <OrderButton {...order("abort", going)} variant="outline" color="red" />
        </Group>
      </Group>
    </Card>
  );
}
