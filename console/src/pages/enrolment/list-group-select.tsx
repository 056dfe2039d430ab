import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { groupsQuery } from "../../api/group.ts";

/** Into which list of devices something is put; nobody is put into a group that is a query. */
export function ListGroupSelect({ value, onChange }: { value: string; onChange: (group: string) => void }) {
  const { t } = useTranslation();
  const groups = useQuery(groupsQuery);
  const lists = groups.data?.items.filter(({ query }) => query === undefined).map(({ name }) => name) ?? [];
  return (
    <NativeSelect
      label={t("enrolment.group")}
      value={value}
      data={[{ value: "", label: t("enrolment.noGroup") }, ...lists]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
