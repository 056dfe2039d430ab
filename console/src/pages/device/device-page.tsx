import { Alert, Button, SimpleGrid, Stack, Tabs, Text } from "@mantine/core";
import type { DeviceDetail } from "@shoal/protocol/api/device";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { deviceQuery } from "../../api/device.ts";
import { formatTime } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { Said } from "../../ui/said.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { DeviceActions } from "./device-actions.tsx";
import { DeviceCache } from "./device-cache.tsx";
import { DeviceEvents } from "./device-events.tsx";
import { DeviceFacts } from "./device-facts.tsx";
import { DeviceGroups } from "./device-groups.tsx";
import { DeviceLabels } from "./device-labels.tsx";
import { DeviceLog } from "./device-log.tsx";
import { DeviceNetwork } from "./device-network.tsx";
import { DeviceOrders } from "./device-orders.tsx";
import { DeviceSettings } from "./device-settings.tsx";
import { PresenceMark } from "./presence.tsx";
import { DEVICE_TABS } from "./routes.ts";

type Tab = (typeof DEVICE_TABS)[number];

export default function DevicePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { device: id } = useParams({ from: "/devices/$device" });
  const { tab = "actions" } = useSearch({ from: "/devices/$device" });
  const answer = useQuery(deviceQuery(id));
  return (
    <Answer of={answer} page={id}>
      {(device) => (
        <Page
          title={device.name}
          actions={
            <>
              <CopyAsCli line={lineOf(tab, quoted(device.name))} />
              <DeviceOrders device={device} />
              <Button
                size="xs"
                renderRoot={(props) => <Link to="/tasks/new" search={{ query: `id:${device.id}` }} {...props} />}
              >
                {t("device.newTask")}
              </Button>
            </>
          }
        >
          <Standing device={device} />
          <SimpleGrid cols={{ base: 2, md: 4 }}>
            <Fact name={t("device.presence")}>
              <PresenceMark presence={device.presence} why={device.presenceWhy} />
            </Fact>
            <Fact name={t("device.system")}>
              {[
                device.platform.distribution || device.platform.os,
                device.platform.osVersion,
                device.platform.arch,
              ].join(" ")}
            </Fact>
            <Fact name={t("device.agent")}>{device.agentVersion}</Fact>
            <Fact name={t("device.lastSeen")}>
              {device.presence === "online" ? t("device.seenNow") : <Ago atMs={device.lastSeenMs} />}
            </Fact>
          </SimpleGrid>
          <Text component="div" size="sm" c="var(--tone-neutral)">
            <Said text={device.presenceWhy} />
            {device.presence === "online" && (
              <>
                {t("device.lastReport")} <Ago atMs={device.lastSeenMs} />
              </>
            )}
          </Text>
          <Tabs
            value={tab}
            keepMounted={false}
            onChange={(next) =>
              void navigate({ to: "/devices/$device", params: { device: id }, search: { tab: next as Tab } })
            }
          >
            <Tabs.List>
              {DEVICE_TABS.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {t(`device.${each}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={tab} pt="sm">
              {panelOf(tab, device)}
            </Tabs.Panel>
          </Tabs>
        </Page>
      )}
    </Answer>
  );
}

function panelOf(tab: Tab, device: DeviceDetail): ReactNode {
  switch (tab) {
    case "actions":
      return <DeviceActions device={device.id} />;
    case "inventory":
      return <DeviceFacts facts={device.inventory.facts} />;
    case "settings":
      return <DeviceSettings device={device.id} />;
    case "labels":
      return (
        <Stack>
          <DeviceLabels key={device.id} device={device} />
          <DeviceGroups device={device.id} />
        </Stack>
      );
    case "network":
      return <DeviceNetwork links={device.inventory.links} />;
    case "cache":
      return <DeviceCache device={device} />;
    case "log":
      return <DeviceLog device={device.id} />;
    case "events":
      return <DeviceEvents id={device.id} />;
  }
}

/** The line that shows the same. */
function lineOf(tab: Tab, name: string): string {
  if (tab === "labels") return `shoal device get ${name}\nshoal device groups ${name}`;
  if (tab === "settings") return `shoal setting explain ${name}`;
  return tab === "actions" || tab === "log" || tab === "events"
    ? `shoal device history ${name}`
    : `shoal device get ${name}`;
}

/** Why nothing reaches it, where that is so. */
function Standing({ device }: { device: DeviceDetail }) {
  const { t } = useTranslation();
  const { revokedMs, quarantinedMs } = device;
  if (revokedMs !== undefined)
    return (
      <Alert variant="outline" color="var(--tone-bad)" title={t("device.revoked", { at: formatTime(revokedMs) })}>
        {t("device.revokedHint")}
      </Alert>
    );
  if (quarantinedMs === undefined) return null;
  return (
    <Alert
      variant="outline"
      color="var(--tone-waiting)"
      title={t("device.quarantined", { at: formatTime(quarantinedMs) })}
    >
      {t("device.quarantinedHint")}
    </Alert>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="var(--tone-neutral)">
        {name}
      </Text>
      <Text component="div">{children}</Text>
    </Stack>
  );
}
