import type { Permission } from "@shoal/protocol/operator/permissions";
import type { FunctionComponent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyMessage } from "../ui/empty-message.tsx";
import { Page } from "../ui/page.tsx";
import { useNeeds } from "./use-needs.ts";

/** What is in it is asked for by those only who may see it; the others are told what they lack. */
export function Allowed({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation();
  const denied = useNeeds()(permission);
  return denied === undefined ? children : <EmptyMessage title={t("common.forbidden")} hint={denied} />;
}

/** A page that is nothing to those who may not see it. */
export function guarded(Component: FunctionComponent, permission: Permission): FunctionComponent {
  return function Guarded() {
    const { t } = useTranslation();
    const denied = useNeeds()(permission);
    if (denied === undefined) return <Component />;
    return (
      <Page title={t("common.forbidden")}>
        <EmptyMessage title={denied} hint={t("common.forbiddenHint")} />
      </Page>
    );
  };
}
