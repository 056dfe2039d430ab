import { Alert, List, Table, Title } from "@mantine/core";
import type { Preview } from "@shoal/protocol/api/task";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../text/format.ts";
import { Said } from "../../ui/said.tsx";

/** What a task would do to each device, before anything is sent. */
export function TaskPreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const facts = [
    ["devices", preview.devices - preview.without - preview.unmet],
    ["without", preview.without],
    ["offline", preview.offline],
    ["already", preview.already],
  ] as const;
  return (
    <section aria-labelledby="preview">
      <Title order={2} fz="h4" id="preview">
        {t("task.preview.title")}
      </Title>
      {preview.approval !== undefined && (
        <Alert variant="outline" color="var(--tone-waiting)">
          <Said text={preview.approval} />
        </Alert>
      )}
      <List>
        {facts
          .filter(([key, count]) => key === "devices" || count > 0)
          .map(([key, count]) => (
            <List.Item key={key}>{t(`task.preview.${key}`, { count: count })}</List.Item>
          ))}
        <List.Item>
          {t("task.preview.bytes", { wan: formatBytes(preview.wanBytes), all: formatBytes(preview.bytes) })}
        </List.Item>
      </List>
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("task.device")}</Table.Th>
              <Table.Th>{t("package.variants")}</Table.Th>
              <Table.Th>{t("task.reason")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.items.slice(0, 100).map((row) => (
              <Table.Tr key={row.deviceId}>
                <Table.Td>{row.device}</Table.Td>
                <Table.Td>{row.variantId ?? t("common.none")}</Table.Td>
                <Table.Td>
                  <Said text={row.unmet ?? row.why.join("; ")} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
