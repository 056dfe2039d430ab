import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { lastAuditQuery } from "../../api/audit.ts";
import { kindWords } from "../../text/said.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Subject } from "../audit/subject.tsx";

/** Who did what just now. */
export function LastOfTrail() {
  const { t } = useTranslation();
  const audit = useQuery(lastAuditQuery(8));
  return (
    <Answer of={audit}>
      {({ items }) => (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("overview.audit.when")}</Table.Th>
                <Table.Th>{t("overview.audit.who")}</Table.Th>
                <Table.Th>{t("overview.audit.what")}</Table.Th>
                <Table.Th>{t("overview.audit.subject")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((entry) => (
                <Table.Tr key={entry.id}>
                  <Table.Td>
                    <Ago atMs={entry.atMs} />
                  </Table.Td>
                  <Table.Td>
                    <Subject name={entry.actor} />
                  </Table.Td>
                  <Table.Td>{kindWords(entry.what)}</Table.Td>
                  <Table.Td>
                    <Subject name={entry.subject} detail={entry.detail} />
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
