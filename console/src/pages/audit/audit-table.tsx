import { Table, Text, UnstyledButton } from "@mantine/core";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { kindWords } from "../../text/said.ts";
import { Ago } from "../../ui/ago.tsx";
import { AuditEntry } from "./audit-entry.tsx";
import { Subject } from "./subject.tsx";

/** Which of them one looks for when something is wrong. */
const BAD = /\.(failed|refused|revoked|rejected|broken|given-up|missed|ring-halted|stopped)$/;

export function AuditTable({ entries }: { entries: readonly AuditEvent[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/audit" });
  const open = (entry: AuditEvent) => {
    const { entry: opened, ...others } = search;
    const next = opened === String(entry.id) ? others : { ...others, entry: String(entry.id) };
    void navigate({ to: "/audit", search: next, replace: true, resetScroll: false });
  };
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("audit.what")}</Table.Th>
            <Table.Th>{t("audit.subject")}</Table.Th>
            <Table.Th>{t("audit.who")}</Table.Th>
            <Table.Th>{t("audit.when")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => {
            const opened = search.entry === String(entry.id);
            const bad = BAD.test(entry.what);
            return (
              <Fragment key={entry.id}>
                <Table.Tr>
                  <Table.Td>
                    <UnstyledButton
                      aria-expanded={opened}
                      {...(opened ? { "aria-controls": `entry-${entry.id}` } : {})}
                      onClick={() => open(entry)}
                      fz="sm"
                    >
                      <span aria-hidden>{opened ? "▾" : "▸"}</span>{" "}
                      <Text component="span" inherit {...(bad ? { c: "var(--tone-bad)" } : {})}>
                        {bad && <span aria-hidden>✕ </span>}
                        {entry.what}
                      </Text>
                    </UnstyledButton>
                    <Text size="xs" c="var(--tone-neutral)" pl={18}>
                      {kindWords(entry.what)}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Subject name={entry.subject} detail={entry.detail} />
                  </Table.Td>
                  <Table.Td>
                    <Subject name={entry.actor} />
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: "nowrap" }}>
                    <Ago atMs={entry.atMs} />
                  </Table.Td>
                </Table.Tr>
                {opened && (
                  <Table.Tr id={`entry-${entry.id}`}>
                    <Table.Td colSpan={4}>
                      <AuditEntry entry={entry} />
                    </Table.Td>
                  </Table.Tr>
                )}
              </Fragment>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
