import type { Permission } from "@shoal/protocol/operator/permissions";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyMessage } from "../ui/empty-message.tsx";
import { useMissing } from "./use-missing.ts";

/** What is in it is asked for by those only who may see it; the others are told what they lack. */
export function Allowed({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation();
  const missing = useMissing(permission);
  return missing === undefined ? children : <EmptyMessage title={t("common.forbidden")} hint={missing} />;
}
