import { Table, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { proxiesQuery } from "../../api/authority.ts";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { Subject } from "../audit/subject.tsx";
import { Expiry } from "./expiry.tsx";

/** Proxies in front of the agents' listener. Their keys are made where they stand, so one gets its certificate by the command line. */
export function Proxies() {
  const { t } = useTranslation();
  const answer = useQuery(proxiesQuery);
  const denied = useNeeds()("authority.write");
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyMessage title={t("keys.noProxy")} hint={t("keys.noProxyHint")}>
            <CopyAsCli line="shoal proxy certificate NAME --out FOLDER" />
          </EmptyMessage>
        ) : (
          <Table.ScrollContainer minWidth={640}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("keys.proxy")}</Table.Th>
                  <Table.Th>{t("keys.until")}</Table.Th>
                  <Table.Th>{t("keys.by")}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t("keys.revoke")}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((row) => (
                  <Table.Tr key={`${row.name} ${row.fingerprint}`}>
                    <Table.Td>
                      {row.name}
                      <Text size="xs" ff="monospace" c="var(--tone-neutral)" style={{ overflowWrap: "anywhere" }}>
                        {row.fingerprint}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      {row.revokedMs === undefined ? (
                        <Expiry atMs={row.expiresMs} />
                      ) : (
                        <StateMark sign="⊘" tone="neutral" word={t("keys.revoked")} />
                      )}
                    </Table.Td>
                    <Table.Td>
                      <Subject name={row.createdBy} />
                    </Table.Td>
                    <Table.Td ta="right">
                      <OrderButton
                        label={t("keys.revoke")}
                        variant="outline"
                        color="red"
                        disabledReason={denied ?? (row.revokedMs === undefined ? undefined : t("keys.revoked"))}
                        confirm={t("keys.confirmRevoke", { name: row.name })}
                        hint={t("keys.revokeHint")}
                        act={() =>
                          answerOf(api.POST("/api/v1/proxies/{name}/revoke", { params: { path: { name: row.name } } }))
                        }
                        refresh={["proxies"]}
                        line={`shoal proxy revoke ${quoted(row.name)}`}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Answer>
  );
}
