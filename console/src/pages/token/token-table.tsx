import type { ApiTokenRow } from "@shoal/protocol/api/operator";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Ago } from "../../ui/ago.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { Until } from "../../ui/until.tsx";
import { Subject } from "../audit/subject.tsx";

export function TokenTable({ tokens }: { tokens: readonly ApiTokenRow[] }) {
  const { t } = useTranslation();
  return (
    <Listing
      rows={tokens}
      keyOf={({ id }) => id}
      minWidth={860}
      columns={[
        { head: t("token.name"), by: "name", cell: ({ name }) => name },
        { head: t("token.state"), cell: (token) => <TokenState of={token} /> },
        {
          head: t("token.may"),
          cell: ({ login, role, permissions, groups }) => (
            <>
              {login ? t("token.login") : (role ?? permissions?.join(", "))}
              {groups !== undefined && <Note>{t("token.over", { groups: groups.join(", ") })}</Note>}
            </>
          ),
        },
        { head: t("token.by"), by: "createdBy", cell: ({ createdBy }) => <Subject name={createdBy} /> },
        { head: t("token.expires"), by: "expiresMs", cell: ({ expiresMs }) => <Until atMs={expiresMs} /> },
        {
          head: t("token.used"),
          by: "usedMs",
          cell: ({ usedMs, usedFrom }) => (
            <>
              {usedMs === undefined ? t("common.never") : <Ago atMs={usedMs} />}
              <Note>{usedFrom}</Note>
            </>
          ),
        },
        { head: t("token.revoke"), cell: (token) => <Revoke token={token} />, end: true, quiet: true },
      ]}
    />
  );
}

const isOver = ({ revokedMs, expiresMs }: ApiTokenRow) => revokedMs !== undefined || expiresMs <= Date.now();

function TokenState({ of }: { of: ApiTokenRow }) {
  const { t } = useTranslation();
  if (of.revokedMs !== undefined) return <StateMark sign="⊘" tone="neutral" word={t("token.revoked")} />;
  if (isOver(of)) return <StateMark sign="⧖" tone="neutral" word={t("token.expired")} />;
  return <StateMark sign="✓" tone="good" word={t("token.good")} />;
}

function Revoke({ token }: { token: ApiTokenRow }) {
  const { t } = useTranslation();
  const needs = useNeeds();
  const { data: me } = useQuery(meQuery);
  const others = me !== undefined && token.createdBy !== me.actor ? needs("operator.write") : undefined;
  return (
    <OrderButton
      label={t("token.revoke")}
      variant="outline"
      color="red"
      disabledReason={isOver(token) ? t("token.isOver") : (needs("token.write") ?? others)}
      confirm={t("token.confirmRevoke", { name: token.name })}
      hint={t("token.revokeHint")}
      act={() => acceptedBy(api.DELETE("/api/v1/tokens/{id}", { params: { path: { id: token.id } } }))}
      refresh={["tokens"]}
      line={`shoal token revoke ${token.id}`}
    />
  );
}
