import { Anchor, List, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deviceSettingsQuery } from "../../api/settings.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
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
          <Table.ScrollContainer minWidth={560}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("settings.setting")}</Table.Th>
                  <Table.Th>{t("device.value")}</Table.Th>
                  <Table.Th>{t("device.from")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ key, value, from }) => (
                  <Table.Tr key={key}>
                    <Table.Th scope="row" title={t(`settingRow.${key}.help`)}>
                      {t(`settingRow.${key}.title`)}
                    </Table.Th>
                    <Table.Td>
                      <SettingValue of={key} value={value} />
                    </Table.Td>
                    <Table.Td>
                      {set !== undefined && from === `set ${set}` ? (
                        <Anchor renderRoot={(props) => <Link to="/settings/$set" params={{ set }} {...props} />}>
                          {set}
                        </Anchor>
                      ) : (
                        <Text span c="var(--tone-neutral)" inherit>
                          {from === "built-in" ? t("settings.builtIn") : from}
                        </Text>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Stack>
      )}
    </Answer>
  );
}
