import { Anchor, Group, Stack, Text } from "@mantine/core";
import type { ChannelRow } from "@shoal/protocol/api/channel";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { channelsQuery } from "../../api/channel.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { Subject } from "../audit/subject.tsx";
import { DeleteChannel, MoveChannel, NewChannel, PromoteChannel } from "./channel-orders.tsx";

/** Channels, and where they point. @param only of this package */
export function Channels({ only }: { only?: string }) {
  const { t } = useTranslation();
  const answer = useQuery(channelsQuery);
  return (
    <Answer of={answer}>
      {({ items }) => {
        const rows = items.filter((each) => only === undefined || each.package === only);
        const head = (
          <Group gap="xs">
            <NewChannel of={only} taken={items.map(({ name }) => name)} />
            <CopyAsCli line="shoal channel list" />
          </Group>
        );
        return (
          <Stack>
            {rows.length > 0 && head}
            <Listing
              name="channels"
              rows={rows}
              keyOf={({ name }) => name}
              minWidth={760}
              empty={{ title: t("release.channels.empty"), hint: t("release.channels.emptyHint"), children: head }}
              columns={[
                {
                  head: t("release.channels.channel"),
                  by: "name",
                  names: true,
                  cell: ({ name, managed }) => (
                    <>
                      {name}
                      {managed !== undefined && <Note>{t("common.managed")}</Note>}
                    </>
                  ),
                },
                {
                  head: t("release.channels.pointsTo"),
                  by: ["release", (row) => `${row.package}@${row.version}`],
                  cell: (row) => <PointsTo row={row} />,
                },
                { head: t("release.channels.before"), cell: ({ previousVersion }) => previousVersion ?? "–" },
                { head: t("release.channels.followers"), cell: ({ followers }) => <Followers of={followers} /> },
                { head: t("release.channels.changed"), by: "updatedMs", cell: (row) => <Changed row={row} /> },
                {
                  head: t("release.orders"),
                  quiet: true,
                  end: true,
                  cell: (row) => (
                    <Group gap="xs" justify="flex-end" wrap="nowrap">
                      <MoveChannel row={row} />
                      <PromoteChannel row={row} all={items} />
                      <DeleteChannel row={row} />
                    </Group>
                  ),
                },
              ]}
            />
          </Stack>
        );
      }}
    </Answer>
  );
}

function PointsTo({ row }: { row: ChannelRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Anchor
        renderRoot={(props) => (
          <Link
            to="/packages/$package"
            params={{ package: row.package }}
            search={{ version: row.version }}
            {...props}
          />
        )}
      >
        {row.package}@{row.version}
      </Anchor>
      {row.recalled !== undefined && <Note tone="bad">{t("package.recalled", { reason: row.recalled })}</Note>}
    </>
  );
}

/** Tasks that move with it. */
function Followers({ of }: { of: readonly string[] }) {
  const { t } = useTranslation();
  if (of.length === 0) return "–";
  return (
    <Group gap={6}>
      {of.map((task) => (
        <Anchor key={task} renderRoot={(props) => <Link to="/tasks/$task" params={{ task }} {...props} />}>
          {t("release.channels.task", { task })}
        </Anchor>
      ))}
    </Group>
  );
}

function Changed({ row }: { row: ChannelRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Ago atMs={row.updatedMs} />
      <Text size="xs" component="div">
        <Subject name={row.updatedBy} />
        {" · "}
        <Anchor renderRoot={(props) => <Link to="/audit" search={{ subject: `channel:${row.name}` }} {...props} />}>
          {t("release.channels.history")}
        </Anchor>
      </Text>
    </>
  );
}
