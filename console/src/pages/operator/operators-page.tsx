import { Anchor, Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { operatorsQuery } from "../../api/operator.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { Factors } from "./factors.tsx";
import { OperatorState } from "./operator-state.tsx";
import { RolesGiven } from "./roles-given.tsx";

export default function OperatorsPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t("operator.title")}
      actions={
        <>
          <CopyAsCli line="shoal operator list" />
          <Button size="xs" renderRoot={(props) => <Link to="/operators/new" {...props} />}>
            {t("operator.invite")}
          </Button>
        </>
      }
    >
      <Allowed permission="operator.read">
        <Operators />
      </Allowed>
    </Page>
  );
}

function Operators() {
  const { t } = useTranslation();
  const answer = useQuery(operatorsQuery);
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyMessage title={t("operator.empty")} hint={t("operator.emptyHint")} />
        ) : (
          <Table.ScrollContainer minWidth={720}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("operator.name")}</Table.Th>
                  <Table.Th>{t("operator.state")}</Table.Th>
                  <Table.Th>{t("operator.roles")}</Table.Th>
                  <Table.Th>{t("operator.provesBy")}</Table.Th>
                  <Table.Th ta="right">{t("operator.sessions")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((operator) => (
                  <Table.Tr key={operator.id}>
                    <Table.Td>
                      <Anchor
                        renderRoot={(props) => (
                          <Link to="/operators/$operator" params={{ operator: operator.name }} {...props} />
                        )}
                      >
                        {operator.name}
                      </Anchor>
                      <Text size="xs" c="var(--tone-neutral)">
                        {operator.email}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <OperatorState of={operator} />
                    </Table.Td>
                    <Table.Td>
                      <RolesGiven roles={operator.roles} />
                    </Table.Td>
                    <Table.Td>
                      <Factors of={operator} />
                    </Table.Td>
                    <Table.Td ta="right">{formatNumber(operator.sessions)}</Table.Td>
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
