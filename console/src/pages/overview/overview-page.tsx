import { Anchor, Card, SimpleGrid, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { countQuery, PRESENCE_MS } from "../../api/device.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { Carried } from "./carried.tsx";
import { Failed } from "./failed.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { LastOfTrail } from "./last-of-trail.tsx";
import { Running } from "./running.tsx";

const KINDS = [
  ["overview.devices", undefined],
  ["overview.online", "is:online"],
  ["overview.stale", "is:stale"],
  ["overview.neverSeen", "is:new"],
] as const;

const DAY_MS = 86_400_000;
const FAILED_DAYS = 7;

export default function OverviewPage() {
  const { t } = useTranslation();
  // By the day, so that the question stays the same one while the page is open.
  const sinceMs = (Math.floor(Date.now() / DAY_MS) - FAILED_DAYS + 1) * DAY_MS;
  const line = `shoal device list\nshoal task list\nshoal history failures --since ${FAILED_DAYS}d\nshoal audit`;
  return (
    <Page title={t("overview.title")} actions={<CopyAsCli line={line} />}>
      <FirstSteps />
      <Allowed permission="device.read">
        <SimpleGrid cols={{ base: 2, md: 4 }}>
          {KINDS.map(([label, query]) => (
            <DeviceCount key={label} label={t(label)} query={query} />
          ))}
        </SimpleGrid>
      </Allowed>
      <Allowed permission="task.read">
        <Title order={2} fz="h4">
          {t("overview.running")}
        </Title>
        <Running />
        <Title order={2} fz="h4">
          {t("overview.failedLately", { count: FAILED_DAYS })}
        </Title>
        <Failed sinceMs={sinceMs} />
        <Carried />
      </Allowed>
      <Title order={2} fz="h4">
        {t("overview.lastAudit")}
      </Title>
      <Allowed permission="audit.read">
        <LastOfTrail />
      </Allowed>
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
