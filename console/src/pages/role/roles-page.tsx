import { Anchor, Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { rolesQuery } from "../../api/role.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";

export default function RolesPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t("role.title")}
      actions={
        <>
          <CopyAsCli line={"shoal role list\nshoal role permissions"} />
          <Button size="xs" renderRoot={(props) => <Link to="/roles/new" {...props} />}>
            {t("role.new")}
          </Button>
        </>
      }
    >
      <Allowed permission="operator.read">
        <Roles />
      </Allowed>
    </Page>
  );
}

/** Every server has the built-in ones, so there is no empty list. */
function Roles() {
  const { t } = useTranslation();
  const answer = useQuery(rolesQuery);
  return (
    <Answer of={answer}>
      {({ items }) => (
        <Table.ScrollContainer minWidth={560}>
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("role.name")}</Table.Th>
                <Table.Th>{t("role.origin")}</Table.Th>
                <Table.Th ta="right">{t("role.permissions")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((role) => (
                <Table.Tr key={role.name}>
                  <Table.Td>
                    <Anchor renderRoot={(props) => <Link to="/roles/$role" params={{ role: role.name }} {...props} />}>
                      {role.name}
                    </Anchor>
                    <Text size="xs" c="var(--tone-neutral)">
                      {role.description}
                    </Text>
                  </Table.Td>
                  <Table.Td>{t(role.builtIn ? "role.builtIn" : "role.own")}</Table.Td>
                  <Table.Td ta="right">{formatNumber(role.permissions.length)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Answer>
  );
}
