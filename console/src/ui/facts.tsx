import { Table, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** What is known of one thing, a line each; lines without anything are left out. */
export function Facts({ rows }: { rows: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <Table withRowBorders={false} verticalSpacing={4} layout="fixed">
      <Table.Tbody>
        {rows
          .filter(([, value]) => value !== undefined && value !== "")
          .map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={{ base: 110, sm: 180 }} fw={400} style={{ verticalAlign: "top" }}>
                <Text size="sm" c="var(--tone-neutral)">
                  {label}
                </Text>
              </Table.Th>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}
