import { Anchor, Badge, Button, Group, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { secretsQuery } from "../../api/secret.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { Subject } from "../audit/subject.tsx";

export default function SecretsPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t("secret.title")}
      actions={
        <>
          <CopyAsCli line="shoal secret list" />
          <Button size="xs" renderRoot={(props) => <Link to="/secrets/new" {...props} />}>
            {t("secret.new")}
          </Button>
        </>
      }
    >
      <Text size="sm" c="var(--tone-neutral)">
        {t("secret.intro")}
      </Text>
      <Allowed permission="secret.read">
        <Secrets />
      </Allowed>
    </Page>
  );
}

function Secrets() {
  const { t } = useTranslation();
  const answer = useQuery(secretsQuery);
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyMessage title={t("secret.empty")} hint={t("secret.emptyHint")} />
        ) : (
          <Table.ScrollContainer minWidth={640}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("secret.name")}</Table.Th>
                  <Table.Th>{t("secret.packages")}</Table.Th>
                  <Table.Th ta="right">{t("secret.needed")}</Table.Th>
                  <Table.Th>{t("secret.changed")}</Table.Th>
                  <Table.Th>{t("secret.by")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((secret) => (
                  <Table.Tr key={secret.name}>
                    <Table.Td>
                      <Anchor
                        renderRoot={(props) => (
                          <Link to="/secrets/$secret" params={{ secret: secret.name }} {...props} />
                        )}
                      >
                        {secret.name}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>
                      <Group gap={4}>
                        {secret.packages.length === 0 && t("common.none")}
                        {secret.packages.map((name) => (
                          <Badge key={name} variant="default" tt="none">
                            {name}
                          </Badge>
                        ))}
                      </Group>
                    </Table.Td>
                    <Table.Td ta="right">{formatNumber(secret.usedBy.length)}</Table.Td>
                    <Table.Td>
                      <Ago atMs={secret.changedMs} />
                    </Table.Td>
                    <Table.Td>
                      <Subject name={secret.changedBy} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Answer>
  );
}
