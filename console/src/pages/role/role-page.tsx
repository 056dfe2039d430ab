import { Anchor, Button, Text } from "@mantine/core";
import type { RoleRow } from "@shoal/protocol/api/operator";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { operatorsQuery } from "../../api/operator.ts";
import { rolesQuery } from "../../api/role.ts";
import { Allowed } from "../../app/allowed.tsx";
import { useNeeds } from "../../app/use-needs.ts";
import { roleWords } from "../../text/said.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { Page } from "../../ui/page.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { PermissionTable } from "./permission-table.tsx";
import { RoleForm } from "./role-form.tsx";

export default function RolePage() {
  const { t } = useTranslation();
  const { role } = useParams({ from: "/roles/$role" });
  return (
    <Page
      title={role}
      actions={
        <>
          <CopyAsCli line="shoal role list" />
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link to="/roles/new" search={{ like: role }} {...props} />}
          >
            {t("role.like")}
          </Button>
        </>
      }
    >
      <Allowed permission="operator.read">
        <Role name={role} />
      </Allowed>
    </Page>
  );
}

function Role({ name }: { name: string }) {
  const { t } = useTranslation();
  const answer = useQuery(rolesQuery);
  return (
    <Answer of={answer}>
      {({ items }) => {
        const role = items.find((each) => each.name === name);
        if (role === undefined)
          return (
            <EmptyMessage title={t("role.gone")} hint={t("role.goneHint")}>
              <Anchor renderRoot={(props) => <Link to="/audit" search={{ subject: `role:${name}` }} {...props} />}>
                {t("common.whatHappened")}
              </Anchor>
            </EmptyMessage>
          );
        if (!role.builtIn) return <OwnRole role={role} />;
        return (
          <>
            <Text>{roleWords(role)}</Text>
            <Text size="sm" c="var(--tone-neutral)">
              {t("role.builtInHint")}
            </Text>
            <PermissionTable chosen={role.permissions} />
          </>
        );
      }}
    </Answer>
  );
}

function OwnRole({ role }: { role: RoleRow }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const denied = useNeeds()("operator.write");
  const { data: operators } = useQuery(operatorsQuery);
  const held = operators?.items.filter(({ roles }) => roles.some((each) => each.role === role.name)) ?? [];
  return (
    <>
      <Text size="sm">{t("role.heldBy", { count: held.length, who: held.map(({ name }) => name).join(", ") })}</Text>
      <RoleForm role={role} begun={role.permissions} />
      <div>
        <OrderButton
          label={t("role.delete")}
          variant="outline"
          color="red"
          disabledReason={denied}
          confirm={t("role.confirmDelete", { name: role.name })}
          hint={t("role.deleteHint", { count: held.length })}
          act={async () => {
            await acceptedBy(api.DELETE("/api/v1/roles/{name}", { params: { path: { name: role.name } } }));
            await navigate({ to: "/roles" });
          }}
          refresh={["roles"]}
          line={`shoal role delete ${quoted(role.name)}`}
        />
      </div>
    </>
  );
}
