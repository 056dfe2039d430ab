import { Anchor, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deviceSettingsQuery } from "../../api/settings.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Listing } from "../../ui/listing.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { SettingValue } from "../settings/setting-value.tsx";

/** What holds on a device, and where each value came from. */
export function DeviceSettings({ device }: { device: string }) {
  const { t } = useTranslation();
  const answer = useQuery(deviceSettingsQuery(device));
  return (
    <Answer of={answer}>
      {({ set, version, inForce, reportedMs, items, overrides }) => (
        <Stack>
          <Text size="sm" role="status">
            {inForce ? (
              <StateMark sign="✓" tone="good" word={t("device.inForce")} />
            ) : (
              <StateMark sign="◐" tone="busy" word={t("device.notInForce")} />
            )}{" "}
            {reportedMs !== undefined && <Ago atMs={reportedMs} />}
            {set !== undefined && ` · ${t("device.itsSet", { set, version })}`}
          </Text>
          {overrides.length > 0 && (
            <List size="sm">
              {overrides.map((each) => (
                <List.Item key={each.taskId}>
                  {t("device.overriddenBy")}{" "}
                  <Anchor renderRoot={(props) => <Link to="/tasks/$task" params={{ task: each.taskId }} {...props} />}>
                    {each.name}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          )}
          <Listing
            rows={items}
            keyOf={({ key }) => key}
            minWidth={560}
            columns={[
              {
                head: t("settings.setting"),
                by: ["setting", ({ key }) => t(`settingRow.${key}.title`)],
                cell: ({ key }) => <span title={t(`settingRow.${key}.help`)}>{t(`settingRow.${key}.title`)}</span>,
                names: true,
              },
              { head: t("device.value"), cell: ({ key, value }) => <SettingValue of={key} value={value} /> },
              {
                head: t("device.from"),
                by: "from",
                cell: ({ from }) =>
                  set !== undefined && from === `set ${set}` ? (
                    <Anchor renderRoot={(props) => <Link to="/settings/$set" params={{ set }} {...props} />}>
                      {set}
                    </Anchor>
                  ) : (
                    <Text span c="var(--tone-neutral)" inherit>
                      {from === "built-in" ? t("settings.builtIn") : from}
                    </Text>
                  ),
              },
            ]}
          />
        </Stack>
      )}
    </Answer>
  );
}
