import { Table, Text, VisuallyHidden } from "@mantine/core";
import type { ApiTokenRow } from "@shoal/protocol/api/operator";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Ago } from "../../ui/ago.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { Until } from "../../ui/until.tsx";
import { Subject } from "../audit/subject.tsx";

export function TokenTable({ tokens }: { tokens: readonly ApiTokenRow[] }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("token.name")}</Table.Th>
            <Table.Th>{t("token.state")}</Table.Th>
            <Table.Th>{t("token.may")}</Table.Th>
            <Table.Th>{t("token.by")}</Table.Th>
            <Table.Th>{t("token.expires")}</Table.Th>
            <Table.Th>{t("token.used")}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t("token.revoke")}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Td>{token.name}</Table.Td>
              <Table.Td>
                <TokenState of={token} />
              </Table.Td>
              <Table.Td maw={260} style={{ overflowWrap: "anywhere" }}>
                {token.login ? t("token.login") : (token.role ?? token.permissions?.join(", "))}
                {token.groups !== undefined && (
                  <Text size="xs" c="var(--tone-neutral)">
                    {t("token.over", { groups: token.groups.join(", ") })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Subject name={token.createdBy} />
              </Table.Td>
              <Table.Td>
                <Until atMs={token.expiresMs} />
              </Table.Td>
              <Table.Td>
                {token.usedMs === undefined ? t("common.never") : <Ago atMs={token.usedMs} />}
                {token.usedFrom !== undefined && (
                  <Text size="xs" c="var(--tone-neutral)">
                    {token.usedFrom}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                <Revoke token={token} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
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
