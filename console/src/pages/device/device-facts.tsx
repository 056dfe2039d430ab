import { Table } from "@mantine/core";
import { collator } from "../../text/format.ts";

/** What its agent reports, each with where it was read. */
export function DeviceFacts({
  facts,
}: {
  facts: Record<string, { value: string | number | boolean; source: string }>;
}) {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table>
        <Table.Tbody>
          {Object.entries(facts)
            .toSorted(([a], [b]) => collator().compare(a, b))
            .map(([name, fact]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td>{String(fact.value)}</Table.Td>
                <Table.Td c="var(--tone-neutral)">{fact.source}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
