import { Text } from "@mantine/core";
import type { SettingSetDiff } from "@shoal/protocol/api/settings";
import { useTranslation } from "react-i18next";
import { Listing } from "../../ui/listing.tsx";
import { SettingValue } from "./setting-value.tsx";

/** What saving would change, setting by setting, before it is saved. */
export function SetChanges({ diff }: { diff: SettingSetDiff }) {
  const { t } = useTranslation();
  if (diff.changes.length === 0) return <Text role="status">{t("settings.noChanges")}</Text>;
  return (
    <Listing
      rows={diff.changes}
      keyOf={({ key }) => key}
      minWidth={560}
      columns={[
        { head: t("settings.setting"), cell: ({ key }) => t(`settingRow.${key}.title`), names: true },
        { head: t("settings.before"), cell: ({ key, before }) => <SettingValue of={key} value={before.value} /> },
        { head: t("settings.after"), cell: ({ key, after }) => <SettingValue of={key} value={after.value} /> },
        { head: t("settings.whom"), cell: ({ devices }) => t("device.count", { count: devices }) },
      ]}
    />
  );
}
