import { Anchor, Group, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import type { ChannelRow } from "@shoal/protocol/api/channel";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { channelsQuery } from "../../api/channel.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
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
        if (rows.length === 0)
          return (
            <EmptyMessage title={t("release.channels.empty")} hint={t("release.channels.emptyHint")}>
              {head}
            </EmptyMessage>
          );
        return (
          <Stack>
            {head}
            <Table.ScrollContainer minWidth={760}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("release.channels.channel")}</Table.Th>
                    <Table.Th>{t("release.channels.pointsTo")}</Table.Th>
                    <Table.Th>{t("release.channels.before")}</Table.Th>
                    <Table.Th>{t("release.channels.followers")}</Table.Th>
                    <Table.Th>{t("release.channels.changed")}</Table.Th>
                    <Table.Th>
                      <VisuallyHidden>{t("release.orders")}</VisuallyHidden>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Row key={row.name} row={row} all={items} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Stack>
        );
      }}
    </Answer>
  );
}

function Row({ row, all }: { row: ChannelRow; all: readonly ChannelRow[] }) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {row.name}
        {row.managed !== undefined && (
          <Text size="xs" c="var(--tone-neutral)" fw={400}>
            {t("common.managed")}
          </Text>
        )}
      </Table.Th>
      <Table.Td>
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
        {row.recalled !== undefined && (
          <Text size="xs" c="var(--tone-bad)">
            {t("package.recalled", { reason: row.recalled })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{row.previousVersion ?? "–"}</Table.Td>
      <Table.Td>
        <Group gap={6}>
          {row.followers.length === 0
            ? "–"
            : row.followers.map((task) => (
                <Anchor key={task} renderRoot={(props) => <Link to="/tasks/$task" params={{ task }} {...props} />}>
                  {t("release.channels.task", { task })}
                </Anchor>
              ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Ago atMs={row.updatedMs} />
        <Text size="xs" component="div">
          <Subject name={row.updatedBy} />
          {" · "}
          <Anchor renderRoot={(props) => <Link to="/audit" search={{ subject: `channel:${row.name}` }} {...props} />}>
            {t("release.channels.history")}
          </Anchor>
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <MoveChannel row={row} />
          <PromoteChannel row={row} all={all} />
          <DeleteChannel row={row} />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
