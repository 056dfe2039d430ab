import { Table, Text } from "@mantine/core";
import type { SettingSetDiff } from "@shoal/protocol/api/settings";
import { useTranslation } from "react-i18next";
import { SettingValue } from "./setting-value.tsx";

/** What saving would change, setting by setting, before it is saved. */
export function SetChanges({ diff }: { diff: SettingSetDiff }) {
  const { t } = useTranslation();
  if (diff.changes.length === 0) return <Text role="status">{t("settings.noChanges")}</Text>;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("settings.setting")}</Table.Th>
            <Table.Th>{t("settings.before")}</Table.Th>
            <Table.Th>{t("settings.after")}</Table.Th>
            <Table.Th>{t("settings.whom")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {diff.changes.map(({ key, before, after, devices }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">{t(`settingRow.${key}.title`)}</Table.Th>
              <Table.Td>
                <SettingValue of={key} value={before.value} />
              </Table.Td>
              <Table.Td>
                <SettingValue of={key} value={after.value} />
              </Table.Td>
              <Table.Td>{t("device.count", { count: devices })}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
