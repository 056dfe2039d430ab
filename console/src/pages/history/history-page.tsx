import { Anchor, Box, SegmentedControl, SimpleGrid, Skeleton, Table, Text } from "@mantine/core";
import type { DayRow } from "@shoal/protocol/api/history";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { daysQuery, failingQuery, slowestQuery, successQuery } from "../../api/history.ts";
import { formatBytes, formatDay, formatDuration, formatNumber, formatPercent } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Page } from "../../ui/page.tsx";
import { Said } from "../../ui/said.tsx";
import { Section } from "../../ui/section.tsx";
import { carriedBy } from "./bytes.ts";
import { SPANS } from "./routes.ts";

// Whoever looks at no chart loads none.
const Chart = lazy(() => import("../../ui/chart.tsx"));
const DAY_MS = 86_400_000;

/** How it went over the last weeks: what succeeded, how long it took, and where bytes came from. */
export default function HistoryPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { days = "28" } = useSearch({ from: "/history" });
  const answer = useQuery(daysQuery(Number(days)));
  // By the day, so that the question stays the same one while the page is open.
  const since = Math.floor(Date.now() / DAY_MS) * DAY_MS - (Number(days) - 1) * DAY_MS;
  return (
    <Page
      title={t("history.title")}
      actions={
        <>
          <CopyAsCli line={`shoal history success-rate --since ${days}d`} />
          <SegmentedControl
            aria-label={t("history.span")}
            size="xs"
            value={days}
            onChange={(next) => void navigate({ to: "/history", search: { days: next as (typeof SPANS)[number] } })}
            data={SPANS.map((value) => ({ value, label: t("history.days", { count: Number(value) }) }))}
          />
        </>
      }
    >
      <Answer of={answer}>{({ items }) => <Charts days={items} />}</Answer>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Failing since={since} />
        <Slowest since={since} />
      </SimpleGrid>
      <Releases since={since} />
    </Page>
  );
}

function Charts({ days }: { days: DayRow[] }) {
  const { t } = useTranslation();
  const times = useMemo(() => days.map(({ dayMs }) => dayMs), [days]);
  const charts = useMemo(
    () => [
      {
        label: t("history.rate"),
        valueLabel: t("history.axis.rate"),
        format: (value: number) => formatPercent(value, 1),
        series: [
          {
            label: t("history.rate"),
            tone: "--tone-good",
            values: days.map(({ succeeded, failed }) =>
              succeeded + failed === 0 ? null : succeeded / (succeeded + failed),
            ),
          },
        ],
      },
      {
        label: t("history.duration"),
        valueLabel: t("history.axis.duration"),
        format: formatDuration,
        series: [
          {
            label: t("history.duration"),
            tone: "--tone-busy",
            values: days.map(({ meanDurationMs }) => meanDurationMs ?? null),
          },
        ],
      },
      {
        label: t("history.bytes"),
        valueLabel: t("history.axis.bytes"),
        wide: true,
        format: formatBytes,
        series: [
          {
            label: t("tree.wan"),
            tone: "--tone-busy",
            filled: true,
            values: days.map(({ bytes }) => carriedBy(bytes).wanBytes),
          },
          { label: t("tree.cast"), tone: "--tone-good", values: days.map(({ bytes }) => bytes.multicast) },
          { label: t("tree.peer"), tone: "--tone-waiting", values: days.map(({ bytes }) => bytes.peer + bytes.site) },
          { label: t("history.cache"), tone: "--tone-neutral", values: days.map(({ bytes }) => bytes.cache) },
        ],
      },
    ],
    [days, t],
  );
  return (
    <>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        {charts.map(({ wide = false, ...chart }) => (
          <Box key={chart.label} style={wide ? { gridColumn: "1 / -1" } : {}}>
            <Section title={chart.label}>
              <Suspense fallback={<Skeleton height={280} />}>
                <Chart timeLabel={t("history.day")} timesMs={times} {...chart} />
              </Suspense>
            </Section>
          </Box>
        ))}
      </SimpleGrid>
      <details>
        <summary>{t("common.asTable")}</summary>
        <Listing
          name="days"
          rows={days}
          keyOf={({ dayMs }) => dayMs}
          columns={[
            { head: t("history.day"), by: "dayMs", cell: ({ dayMs }) => formatDay(dayMs) },
            {
              head: t("state.succeeded"),
              by: "succeeded",
              cell: ({ succeeded }) => formatNumber(succeeded),
              end: true,
            },
            { head: t("state.failed"), by: "failed", cell: ({ failed }) => formatNumber(failed), end: true },
            {
              head: t("history.duration"),
              by: "meanDurationMs",
              cell: ({ meanDurationMs }) => meanDurationMs !== undefined && formatDuration(meanDurationMs),
              end: true,
            },
            {
              head: t("tree.wan"),
              by: ["wan", ({ bytes }) => carriedBy(bytes).wanBytes],
              cell: ({ bytes }) => formatBytes(carriedBy(bytes).wanBytes),
              end: true,
            },
            {
              head: t("tree.cast"),
              by: ["cast", ({ bytes }) => bytes.multicast],
              cell: ({ bytes }) => formatBytes(bytes.multicast),
              end: true,
            },
            {
              head: t("tree.peer"),
              by: ["peer", ({ bytes }) => bytes.peer + bytes.site],
              cell: ({ bytes }) => formatBytes(bytes.peer + bytes.site),
              end: true,
            },
          ]}
        />
      </details>
    </>
  );
}

function DeviceLink({ id, name }: { id: string; name: string }) {
  return (
    <Anchor renderRoot={(props) => <Link to="/devices/$device" params={{ device: id }} {...props} />}>{name}</Anchor>
  );
}

function Failing({ since }: { since: number }) {
  const { t } = useTranslation();
  const answer = useQuery(failingQuery(since));
  return (
    <Section title={t("history.failing")}>
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="var(--tone-neutral)">{t("task.noFailures")}</Text>
          ) : (
            <Table>
              <Table.Tbody>
                {items.map((row) => (
                  <Table.Tr key={row.deviceId}>
                    <Table.Td>
                      <DeviceLink id={row.deviceId} name={row.device} />
                    </Table.Td>
                    <Table.Td ta="right">
                      ✕ {t("common.of", { part: formatNumber(row.failed), whole: formatNumber(row.ended) })}
                    </Table.Td>
                    <Table.Td>{row.lastReason !== undefined && <Said text={row.lastReason} />}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Answer>
    </Section>
  );
}

function Slowest({ since }: { since: number }) {
  const { t } = useTranslation();
  const answer = useQuery(slowestQuery(since));
  return (
    <Section title={t("history.slowest")}>
      <Answer of={answer}>
        {({ items }) => (
          <Table>
            <Table.Tbody>
              {items.map((row) => (
                <Table.Tr key={row.deviceId}>
                  <Table.Td>
                    <DeviceLink id={row.deviceId} name={row.device} />
                  </Table.Td>
                  <Table.Td ta="right">{formatDuration(row.meanDurationMs)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Answer>
    </Section>
  );
}

function Releases({ since }: { since: number }) {
  const { t } = useTranslation();
  const answer = useQuery(successQuery(since));
  return (
    <Section title={t("history.releases")}>
      <Answer of={answer}>
        {({ items }) => (
          <Listing
            name="releases"
            rows={items}
            keyOf={({ group }) => group}
            minWidth={560}
            columns={[
              { head: t("task.what"), by: "group", cell: ({ group }) => group },
              { head: t("history.ended"), by: "ended", cell: ({ ended }) => formatNumber(ended), end: true },
              {
                head: t("history.rate"),
                by: "rate",
                cell: ({ rate }) => (rate === undefined ? "–" : formatPercent(rate, 1)),
                end: true,
              },
              {
                head: t("history.duration"),
                by: "meanDurationMs",
                cell: ({ meanDurationMs }) => (meanDurationMs === undefined ? "–" : formatDuration(meanDurationMs)),
                end: true,
              },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}
