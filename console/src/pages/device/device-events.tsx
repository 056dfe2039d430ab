import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { deviceHistoryQuery } from "../../api/device.ts";
import { formatTime } from "../../text/format.ts";
import { kindWords } from "../../text/said.ts";
import { Answer } from "../../ui/answer.tsx";
import { Said } from "../../ui/said.tsx";

/** Everything that happened on a device, the last first. */
export function DeviceEvents({ id }: { id: string }) {
  const answer = useQuery(deviceHistoryQuery(id));
  return (
    <Answer of={answer}>
      {({ items }) => (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Tbody>
              {items.map((event) => (
                <Table.Tr key={`${event.atMs} ${event.what} ${event.subject}`}>
                  <Table.Td style={{ whiteSpace: "nowrap" }}>{formatTime(event.atMs)}</Table.Td>
                  <Table.Td>{kindWords(event.what)}</Table.Td>
                  <Table.Td>
                    <Said text={event.text} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Answer>
  );
}
