import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { rolesQuery } from "../../api/role.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { roleWords } from "../../text/said.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
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
        <Listing
          rows={items}
          keyOf={({ name }) => name}
          minWidth={560}
          columns={[
            {
              head: t("role.name"),
              by: "name",
              cell: ({ name, ...role }) => (
                <>
                  <Anchor renderRoot={(props) => <Link to="/roles/$role" params={{ role: name }} {...props} />}>
                    {name}
                  </Anchor>
                  <Note>{roleWords({ name, ...role })}</Note>
                </>
              ),
            },
            {
              head: t("role.origin"),
              by: ["origin", ({ builtIn }) => t(builtIn ? "role.builtIn" : "role.own")],
              cell: ({ builtIn }) => t(builtIn ? "role.builtIn" : "role.own"),
            },
            {
              head: t("role.permissions"),
              by: ["permissions", ({ permissions }) => permissions.length],
              cell: ({ permissions }) => formatNumber(permissions.length),
              end: true,
            },
          ]}
        />
      )}
    </Answer>
  );
}
