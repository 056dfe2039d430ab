import { Anchor, Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { ReleaseRow } from "@shoal/protocol/api/package";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { packageDevicesQuery } from "../../api/package.ts";
import { formatNumber, formatPercent } from "../../text/format.ts";
import type { Tone } from "../../ui/action-look.ts";
import { Answer } from "../../ui/answer.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { countsBeside, devicesThat, hasFailed, hasNone, hasOlder, hasVersion } from "./who-has.ts";

const LOOKS = {
  same: ["✓", "good"],
  older: ["‹", "waiting"],
  newer: ["›", "neutral"],
  none: ["–", "neutral"],
  failed: ["✕", "bad"],
} as const satisfies Record<string, readonly [string, Tone]>;

interface Of {
  name: string;
  /** What the others are compared with. */
  version: string;
  releases: readonly ReleaseRow[];
}

/** Which release is on how many devices, and who still has to get the one that is looked at. */
export function PackageDevices({ name, version, releases }: Of) {
  const { t } = useTranslation();
  const answer = useQuery(packageDevicesQuery(name));
  return (
    <Answer of={answer}>
      {(data) => {
        const counts = countsBeside(data, version);
        const older = devicesThat(counts, "older");
        const recalled = (each: string) => releases.find((row) => row.version === each)?.recalled !== undefined;
        const rows = [
          ...counts.map((each) => ({ key: each.version, ...each, query: hasVersion(name, each.version) })),
          { key: "none", version: "", is: "none" as const, devices: data.without, query: hasNone(name) },
          { key: "failed", version: "", is: "failed" as const, devices: data.failed, query: hasFailed(name) },
        ];
        return (
          <Stack>
            <Text size="sm" c="var(--tone-neutral)">
              {t("release.who.hint", { version })}
            </Text>
            <Listing
              rows={rows}
              keyOf={({ key }) => key}
              minWidth={520}
              columns={[
                {
                  head: t("release.release"),
                  by: ["version", ({ version }) => version || undefined],
                  names: true,
                  cell: (row) => row.version || "–",
                },
                {
                  head: t("device.title"),
                  by: "devices",
                  end: true,
                  cell: (row) => (
                    <Anchor
                      renderRoot={(props) => <Link to="/devices" search={{ query: row.query }} {...props} />}
                      aria-label={`${t("device.count", { count: row.devices })}: ${row.version} ${t(`release.who.${row.is}`)}`}
                    >
                      {formatNumber(row.devices)}
                    </Anchor>
                  ),
                },
                {
                  head: t("release.who.is"),
                  by: ["is", (row) => t(`release.who.${row.is}`)],
                  cell: (row) => (
                    <>
                      <StateMark sign={LOOKS[row.is][0]} tone={LOOKS[row.is][1]} word={t(`release.who.${row.is}`)} />
                      {row.version !== "" && recalled(row.version) && (
                        <Note tone="bad">{t("release.who.recalled")}</Note>
                      )}
                    </>
                  ),
                },
                {
                  head: t("release.who.share"),
                  cell: (row) => (
                    <Group gap="xs" wrap="nowrap">
                      <Progress
                        flex={1}
                        value={data.devices === 0 ? 0 : (row.devices / data.devices) * 100}
                        color={`var(--tone-${LOOKS[row.is][1]})`}
                        aria-label={`${row.version} ${t(`release.who.${row.is}`)}`}
                      />
                      <Text size="xs" w={52} ta="right">
                        {formatPercent(row.devices, data.devices)}
                      </Text>
                    </Group>
                  ),
                },
              ]}
            />
            <Group gap="xs">
              <Bring
                label={t("release.who.bring", { count: older, version })}
                search={{ package: name, version, query: hasOlder(name, version) }}
                none={older === 0 ? t("release.who.nobodyOlder") : undefined}
              />
              <Bring
                label={t("release.who.give", { count: data.without })}
                search={{ package: name, version, query: hasNone(name) }}
                none={data.without === 0 ? t("release.who.everybody") : undefined}
              />
            </Group>
          </Stack>
        );
      }}
    </Answer>
  );
}

interface BringTo {
  label: string;
  search: { package: string; version: string; query: string };
  /** Why there is nobody to bring it to. */
  none: string | undefined;
}

/** To the task that gives it to them. */
function Bring({ label, search, none }: BringTo) {
  if (none !== undefined)
    return (
      <Button size="xs" variant="default" data-disabled aria-disabled aria-description={none}>
        {none}
      </Button>
    );
  return (
    <Button size="xs" renderRoot={(props) => <Link to="/tasks/new" search={search} {...props} />}>
      {label}
    </Button>
  );
}
