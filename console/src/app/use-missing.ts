import type { Permission } from "@shoal/protocol/operator/permissions";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/me.ts";

/** Why somebody may not do what needs this permission; undefined: they may. */
export function useMissing(permission: Permission): string | undefined {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  return me === undefined || me.permissions.includes(permission) ? undefined : t("common.needs", { permission });
}
