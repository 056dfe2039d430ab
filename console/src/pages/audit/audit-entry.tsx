import { Button, Group, Stack, Table, Text } from "@mantine/core";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatBytes, formatTime } from "../../text/format.ts";
import { inWords } from "../../text/said.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { detailRows } from "./detail.ts";

/** All that an entry says. */
export function AuditEntry({ entry }: { entry: AuditEvent }) {
  const { t } = useTranslation();
  const rows = detailRows(entry.detail);
  const facts = [
    ["audit.at", formatTime(entry.atMs)],
    ["audit.from", entry.remote],
    ["audit.via", entry.via],
    ["audit.request", entry.requestId],
    ["audit.number", String(entry.id)],
    ["audit.hash", entry.hash],
  ] as const;
  return (
    <Stack gap="xs">
      <Table withRowBorders={false} verticalSpacing={2} layout="auto">
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th w={160} fw={500}>
                {row.key === "" ? t("audit.changed") : row.key}
              </Table.Th>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                {"before" in row && (
                  <>
                    <Text component="del" inherit c="var(--tone-neutral)">
                      {shown(row.key, row.before) || t("audit.nothing")}
                    </Text>{" "}
                    →{" "}
                  </>
                )}
                {shown(row.key, row.value) || t("audit.nothing")}
              </Table.Td>
            </Table.Tr>
          ))}
          {facts.map(([label, value]) =>
            value === undefined ? null : (
              <Table.Tr key={label} c="var(--tone-neutral)">
                <Table.Th w={160} fw={400}>
                  {t(label)}
                </Table.Th>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{value}</Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
      <Group gap="md">
        <Only search={{ actor: entry.actor }} label={t("audit.onlyActor")} />
        <Only search={{ what: entry.what }} label={t("audit.onlyWhat")} />
        <Only search={{ subject: entry.subject }} label={t("audit.onlySubject")} />
        <CopyAsCli line={`shoal audit --subject ${quoted(entry.subject)} --what ${entry.what} --json`} />
      </Group>
    </Stack>
  );
}

function Only({ search, label }: { search: Record<string, string>; label: string }) {
  return (
    <Button size="compact-xs" variant="default" renderRoot={(props) => <Link to="/audit" search={search} {...props} />}>
      {label}
    </Button>
  );
}

/** A value as people read it: moments and sizes by their names, lists with commas, the rest as JSON. */
function shown(key: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return inWords(value);
  if (typeof value === "number" && key.endsWith("Ms") && value > 1e12) return formatTime(value);
  if (typeof value === "number" && key.endsWith("Bytes")) return formatBytes(value);
  if (Array.isArray(value) && value.every((each) => typeof each !== "object")) return value.join(", ");
  return JSON.stringify(value);
}
