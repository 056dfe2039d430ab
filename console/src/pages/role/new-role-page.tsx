import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { rolesQuery } from "../../api/role.ts";
import { Allowed } from "../../app/allowed.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Page } from "../../ui/page.tsx";
import { RoleForm } from "./role-form.tsx";

export default function NewRolePage() {
  const { t } = useTranslation();
  return (
    <Page title={t("role.new")}>
      <Allowed permission="operator.read">
        <Begun />
      </Allowed>
    </Page>
  );
}

/** With what another role holds, where the address names one. */
function Begun() {
  const { like } = useSearch({ from: "/roles/new" });
  const answer = useQuery(rolesQuery);
  return (
    <Answer of={answer}>
      {({ items }) => <RoleForm key={like ?? ""} begun={items.find(({ name }) => name === like)?.permissions ?? []} />}
    </Answer>
  );
}
