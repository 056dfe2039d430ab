import { Anchor, List, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { DeviceDetail } from "@shoal/protocol/api/device";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { keptQuery } from "../../api/device.ts";
import { deviceSettingsQuery } from "../../api/settings.ts";
import { formatBytes } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { SettingValue } from "../settings/setting-value.tsx";

const KEYS = ["cacheLimitBytes", "cacheFreePercent"] as const;

/** What the server knows of a device's cache: how far it may grow, and what was ordered to be kept there. */
export function DeviceCache({ device }: { device: DeviceDetail }) {
  const { t } = useTranslation();
  const settings = useQuery(deviceSettingsQuery(device.id));
  const kept = useQuery(keptQuery(device.id));
  return (
    <Stack>
      <Answer of={settings}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {items
              .filter(({ key }) => KEYS.some((each) => each === key))
              .map(({ key, value }) => (
                <Stack key={key} gap={0}>
                  <Text size="xs" c="var(--tone-neutral)">
                    {t(`settingRow.${key}.title`)}
                  </Text>
                  <Text>
                    <SettingValue of={key} value={value} />
                  </Text>
                </Stack>
              ))}
            <Stack gap={0}>
              <Text size="xs" c="var(--tone-neutral)">
                {t("device.diskFree")}
              </Text>
              <Text>{formatBytes(device.inventory.diskFreeBytes)}</Text>
            </Stack>
          </SimpleGrid>
        )}
      </Answer>
      <Title order={2} fz="h4">
        {t("device.kept")}
      </Title>
      <Answer of={kept}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="var(--tone-neutral)">{t("device.nothingKept")}</Text>
          ) : (
            <List>
              {items.map((action) => (
                <List.Item key={action.id}>
                  <Anchor
                    renderRoot={(props) => <Link to="/tasks/$task" params={{ task: action.taskId }} {...props} />}
                  >
                    {action.package} {action.version}
                  </Anchor>{" "}
                  · <Ago atMs={action.updatedMs} />
                </List.Item>
              ))}
            </List>
          )
        }
      </Answer>
    </Stack>
  );
}
