import { Card, Group, Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { daysQuery } from "../../api/history.ts";
import { formatBytes, formatPercent } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { carried } from "../history/bytes.ts";
import { BySource } from "./by-source.tsx";

/** What crossed the WAN in the last days, what did not have to, and where all of it came from. */
export function Saved({ days }: { days: number }) {
  const { t } = useTranslation();
  const answer = useQuery(daysQuery(28));
  return (
    <Card withBorder p="sm">
      <Text size="sm" c="var(--tone-neutral)">
        {t("history.days", { count: days })}
      </Text>
      <Answer of={answer}>
        {({ items }) => {
          const { allBytes, wanBytes } = carried(items.slice(-days));
          if (allBytes === 0) return <Text>{t("history.nothing")}</Text>;
          return (
            <>
              <Group justify="space-between">
                <Text fw={600}>{t("task.wan", { wan: formatBytes(wanBytes), all: formatBytes(allBytes) })}</Text>
                <Text size="sm" c="var(--tone-good)">
                  {t("history.saved", { percent: formatPercent(allBytes - wanBytes, allBytes) })}
                </Text>
              </Group>
              <Progress
                mt={6}
                color="var(--tone-good)"
                value={(100 * (allBytes - wanBytes)) / allBytes}
                aria-label={t("history.savedLabel", { count: days })}
              />
              <BySource days={items.slice(-days)} label={t("history.bytesOf", { count: days })} />
            </>
          );
        }}
      </Answer>
    </Card>
  );
}
