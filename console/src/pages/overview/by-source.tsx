import { Progress, Table, Text } from "@mantine/core";
import type { DayRow } from "@shoal/protocol/api/history";
import { useTranslation } from "react-i18next";
import { formatBytes, formatPercent } from "../../text/format.ts";
import { ACROSS, bySource, SOURCES } from "../history/bytes.ts";

/** From where devices had what they had; sources that brought nothing are left out. */
export function BySource({ days, label }: { days: readonly DayRow[]; label: string }) {
  const { t } = useTranslation();
  const bytes = bySource(days);
  const all = SOURCES.reduce((total, source) => total + bytes[source], 0);
  return (
    <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={4} layout="fixed" aria-label={label} mt="xs">
      <Table.Tbody>
        {SOURCES.filter((source) => bytes[source] > 0).map((source) => (
          <Table.Tr key={source}>
            <Table.Th scope="row" fw={400} w="45%">
              <Text size="sm">{t(`history.source.${source}`)}</Text>
            </Table.Th>
            <Table.Td visibleFrom="xs">
              <Progress
                aria-hidden
                size="sm"
                color={ACROSS.includes(source) ? "var(--tone-busy)" : "var(--tone-good)"}
                value={(100 * bytes[source]) / all}
              />
            </Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
              <Text size="sm">
                {formatBytes(bytes[source])} · {formatPercent(bytes[source], all)}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
