import { Anchor, SegmentedControl, SimpleGrid, Skeleton, Table, Text } from "@mantine/core";
import type { DayRow } from "@shoal/protocol/api/history";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { daysQuery, failingQuery, slowestQuery, successQuery } from "../../api/history.ts";
import { formatBytes, formatDay, formatDuration, formatNumber, formatPercent } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
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
        format: formatBytes,
        series: [
          {
            label: t("tree.wan"),
            tone: "--tone-busy",
            filled: true,
            values: days.map(({ bytes }) => bytes.origin + bytes.push),
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
        {charts.map((chart) => (
          <Section key={chart.label} title={chart.label}>
            <Suspense fallback={<Skeleton height={260} />}>
              <Chart timeLabel={t("history.day")} timesMs={times} {...chart} />
            </Suspense>
          </Section>
        ))}
      </SimpleGrid>
      <details>
        <summary>{t("common.asTable")}</summary>
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("history.day")}</Table.Th>
                <Table.Th ta="right">{t("state.succeeded")}</Table.Th>
                <Table.Th ta="right">{t("state.failed")}</Table.Th>
                <Table.Th ta="right">{t("history.duration")}</Table.Th>
                <Table.Th ta="right">{t("tree.wan")}</Table.Th>
                <Table.Th ta="right">{t("tree.cast")}</Table.Th>
                <Table.Th ta="right">{t("tree.peer")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {days.map(({ dayMs, succeeded, failed, meanDurationMs, bytes }) => (
                <Table.Tr key={dayMs}>
                  <Table.Td>{formatDay(dayMs)}</Table.Td>
                  <Table.Td ta="right">{formatNumber(succeeded)}</Table.Td>
                  <Table.Td ta="right">{formatNumber(failed)}</Table.Td>
                  <Table.Td ta="right">{meanDurationMs !== undefined && formatDuration(meanDurationMs)}</Table.Td>
                  <Table.Td ta="right">{formatBytes(bytes.origin + bytes.push)}</Table.Td>
                  <Table.Td ta="right">{formatBytes(bytes.multicast)}</Table.Td>
                  <Table.Td ta="right">{formatBytes(bytes.peer + bytes.site)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
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
                    <Table.Td>{row.lastReason}</Table.Td>
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
          <Table.ScrollContainer minWidth={560}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("task.what")}</Table.Th>
                  <Table.Th ta="right">{t("history.ended")}</Table.Th>
                  <Table.Th ta="right">{t("history.rate")}</Table.Th>
                  <Table.Th ta="right">{t("history.duration")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((row) => (
                  <Table.Tr key={row.group}>
                    <Table.Td>{row.group}</Table.Td>
                    <Table.Td ta="right">{formatNumber(row.ended)}</Table.Td>
                    <Table.Td ta="right">{row.rate === undefined ? "–" : formatPercent(row.rate, 1)}</Table.Td>
                    <Table.Td ta="right">
                      {row.meanDurationMs === undefined ? "–" : formatDuration(row.meanDurationMs)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Answer>
    </Section>
  );
}
