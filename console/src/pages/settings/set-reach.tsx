import { Anchor, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { settingReachQuery } from "../../api/settings.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { InForce } from "./in-force.tsx";

/** Where a set is in force, as it gets there, and who is still without it. */
export function SetReach({ set }: { set: string }) {
  const { t } = useTranslation();
  const answer = useQuery(settingReachQuery(set));
  return (
    <Answer of={answer}>
      {({ devices, inForce, connected, away, items, truncated }) => (
        <Stack gap="xs" maw={480} role="status">
          <InForce name={set} devices={devices} inForce={inForce} />
          {items.length > 0 && (
            <>
              <Text size="sm">
                {t("settings.waiting", { connected: t("device.count", { count: connected }) })}{" "}
                {away > 0 && t("settings.away", { away: t("device.count", { count: away }) })}
              </Text>
              <details>
                <summary>{t("settings.without")}</summary>
                <List size="sm" mt={4}>
                  {items.map((each) => (
                    <List.Item key={each.deviceId}>
                      <Anchor
                        renderRoot={(props) => (
                          <Link to="/devices/$device" params={{ device: each.deviceId }} {...props} />
                        )}
                      >
                        {each.device}
                      </Anchor>{" "}
                      <Ago atMs={each.lastSeenMs} />
                    </List.Item>
                  ))}
                  {truncated && <List.Item>…</List.Item>}
                </List>
              </details>
            </>
          )}
        </Stack>
      )}
    </Answer>
  );
}
