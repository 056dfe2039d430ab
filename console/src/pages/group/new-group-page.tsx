import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/page.tsx";
import { GroupForm } from "./group-form.tsx";

export default function NewGroupPage() {
  const { t } = useTranslation();
  const { query = "" } = useSearch({ from: "/groups/new" });
  return (
    <Page title={t("group.new")}>
      <GroupForm group={undefined} query={query} />
    </Page>
  );
}
