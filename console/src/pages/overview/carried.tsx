import { Progress, Table, Text, VisuallyHidden } from "@mantine/core";
import type { DayRow } from "@shoal/protocol/api/history";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { daysQuery } from "../../api/history.ts";
import { formatBytes, formatPercent } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { Section } from "../../ui/section.tsx";
import { ACROSS, bySource, carried, SOURCES, type Source } from "../history/bytes.ts";

const SPANS = [7, 28] as const;

/** What crossed the WAN, what did not have to, and where all of it came from: of late, beside a longer time. */
export function Carried() {
  const { t } = useTranslation();
  const answer = useQuery(daysQuery(28));
  return (
    <Section title={t("history.bytes")}>
      <Answer of={answer}>
        {({ items }) =>
          carried(items).allBytes === 0 ? (
            <Text>{t("history.nothing")}</Text>
          ) : (
            <Compared spans={SPANS.map((days) => ({ days, rows: items.slice(-days) }))} />
          )
        }
      </Answer>
    </Section>
  );
}

interface Span {
  days: number;
  rows: readonly DayRow[];
}

/** A column for each span; sources that brought nothing in any are left out. */
function Compared({ spans }: { spans: readonly Span[] }) {
  const { t } = useTranslation();
  const all = spans.map(({ days, rows }) => ({ days, bytes: bySource(rows), ...carried(rows) }));
  const line = (head: string, cell: (span: (typeof all)[number]) => ReactNode) => (
    <Table.Tr key={head}>
      <Table.Th scope="row" fw={400}>
        {head}
      </Table.Th>
      {all.map((span) => (
        <Table.Td key={span.days} ta="right">
          {cell(span)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
  return (
    <Table
      withRowBorders={false}
      verticalSpacing={3}
      horizontalSpacing={4}
      layout="fixed"
      aria-label={t("history.bytes")}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="36%">
            <VisuallyHidden>{t("history.ofSource")}</VisuallyHidden>
          </Table.Th>
          {all.map(({ days }) => (
            <Table.Th key={days} scope="col" ta="right">
              {t("history.days", { count: days })}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {line(t("tree.wan"), ({ wanBytes, allBytes }) => (
          <Text fw={600}>{t("common.of", { part: formatBytes(wanBytes), whole: formatBytes(allBytes) })}</Text>
        ))}
        {line(t("history.savedOfAll"), ({ wanBytes, allBytes, days }) => (
          <>
            <Text fw={600} c="var(--tone-good)">
              {formatPercent(allBytes - wanBytes, allBytes)}
            </Text>
            <Progress
              size="sm"
              color="var(--tone-good)"
              value={allBytes === 0 ? 0 : (100 * (allBytes - wanBytes)) / allBytes}
              aria-label={t("history.savedLabel", { count: days })}
            />
          </>
        ))}
        {SOURCES.filter((source) => all.some(({ bytes }) => bytes[source] > 0)).map((source) =>
          line(t(`history.source.${source}`), ({ bytes, allBytes }) => (
            <FromSource source={source} bytes={bytes[source]} all={allBytes} />
          )),
        )}
      </Table.Tbody>
    </Table>
  );
}

function FromSource({ source, bytes, all }: { source: Source; bytes: number; all: number }) {
  return (
    <>
      <Text size="sm">
        {formatBytes(bytes)} · {formatPercent(bytes, all)}
      </Text>
      <Progress
        aria-hidden
        size="xs"
        color={ACROSS.includes(source) ? "var(--tone-busy)" : "var(--tone-good)"}
        value={all === 0 ? 0 : (100 * bytes) / all}
      />
    </>
  );
}
