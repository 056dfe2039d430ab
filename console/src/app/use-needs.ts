import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/me.ts";

/** Why whoever is here may not do what takes this permission; undefined: they may. */
export function useNeeds(): (permission: string) => string | undefined {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  return (permission) =>
    me === undefined || me.permissions.includes(permission) ? undefined : t("common.needs", { permission });
}
