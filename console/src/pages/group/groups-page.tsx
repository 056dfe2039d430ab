import { Anchor, Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { groupsQuery } from "../../api/group.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";

export default function GroupsPage() {
  const { t } = useTranslation();
  const answer = useQuery(groupsQuery);
  const newGroup = (
    <Button size="xs" renderRoot={(props) => <Link to="/groups/new" {...props} />}>
      {t("group.new")}
    </Button>
  );
  return (
    <Page
      title={t("group.title")}
      actions={
        <>
          <CopyAsCli line="shoal group list" />
          {newGroup}
        </>
      }
    >
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyMessage title={t("group.empty")} hint={t("group.emptyHint")} />
          ) : (
            <Table.ScrollContainer minWidth={640}>
              <Table highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("device.name")}</Table.Th>
                    <Table.Th>{t("group.who")}</Table.Th>
                    <Table.Th ta="right">{t("task.devices")}</Table.Th>
                    <Table.Th>{t("package.changed")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((group) => (
                    <Table.Tr key={group.name}>
                      <Table.Td>
                        <Anchor
                          renderRoot={(props) => <Link to="/groups/$group" params={{ group: group.name }} {...props} />}
                        >
                          {group.name}
                        </Anchor>
                        <Text size="xs" c="var(--tone-neutral)">
                          {group.description}
                        </Text>
                      </Table.Td>
                      <Table.Td>{group.query === undefined ? t("group.list") : <code>{group.query}</code>}</Table.Td>
                      <Table.Td ta="right">{formatNumber(group.devices)}</Table.Td>
                      <Table.Td>
                        <Ago atMs={group.updatedMs} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Answer>
    </Page>
  );
}
