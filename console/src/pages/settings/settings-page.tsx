import { Anchor, Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { settingSetsQuery } from "../../api/settings.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { InForce } from "./in-force.tsx";

export default function SettingsPage() {
  const { t } = useTranslation();
  const answer = useQuery(settingSetsQuery);
  return (
    <Page
      title={t("settings.title")}
      actions={
        <>
          <CopyAsCli line={"shoal setting list\nshoal setting rows"} />
          <Button size="xs" renderRoot={(props) => <Link to="/settings/new" {...props} />}>
            {t("settings.new")}
          </Button>
        </>
      }
    >
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyMessage title={t("settings.empty")} hint={t("settings.emptyHint")} />
          ) : (
            <Table.ScrollContainer minWidth={640}>
              <Table highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("device.name")}</Table.Th>
                    <Table.Th ta="right">{t("settings.values")}</Table.Th>
                    <Table.Th>{t("settings.reach")}</Table.Th>
                    <Table.Th>{t("package.changed")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((set) => (
                    <Table.Tr key={set.name}>
                      <Table.Td>
                        <Anchor
                          renderRoot={(props) => <Link to="/settings/$set" params={{ set: set.name }} {...props} />}
                        >
                          {set.name}
                        </Anchor>
                        <Text size="xs" c="var(--tone-neutral)">
                          {set.description}
                        </Text>
                      </Table.Td>
                      <Table.Td ta="right">{formatNumber(Object.keys(set.values).length)}</Table.Td>
                      <Table.Td>
                        <InForce name={set.name} devices={set.devices} inForce={set.inForce} />
                      </Table.Td>
                      <Table.Td>
                        <Ago atMs={set.updatedMs} /> {t("task.by", { who: set.updatedBy })}
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
