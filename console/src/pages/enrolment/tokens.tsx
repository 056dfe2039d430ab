import { Stack, Table, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { enrolmentTokensQuery } from "../../api/enrolment.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber, formatTime } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { NewToken } from "./new-token.tsx";
import { TOKEN_LOOKS, tokenState } from "./token-state.ts";

export function Tokens() {
  const { t } = useTranslation();
  const answer = useQuery(enrolmentTokensQuery);
  const denied = useNeeds()("enrolment.write");
  return (
    <Stack>
      <NewToken />
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyMessage title={t("enrolment.noTokens")} hint={t("enrolment.noTokensHint")} />
          ) : (
            <Table.ScrollContainer minWidth={720}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("enrolment.token")}</Table.Th>
                    <Table.Th>{t("enrolment.state")}</Table.Th>
                    <Table.Th>{t("enrolment.left")}</Table.Th>
                    <Table.Th>{t("enrolment.until")}</Table.Th>
                    <Table.Th>{t("enrolment.inGroup")}</Table.Th>
                    <Table.Th>{t("enrolment.by")}</Table.Th>
                    <Table.Th>
                      <VisuallyHidden>{t("enrolment.revoke")}</VisuallyHidden>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((token) => {
                    const state = tokenState(token, Date.now());
                    return (
                      <Table.Tr key={token.id}>
                        <Table.Td ff="monospace">{token.id}</Table.Td>
                        <Table.Td>
                          <StateMark {...TOKEN_LOOKS[state]} word={t(`enrolment.tokenState.${state}`)} />
                        </Table.Td>
                        <Table.Td>
                          {t("common.of", { part: formatNumber(token.usesLeft), whole: formatNumber(token.uses) })}
                        </Table.Td>
                        <Table.Td>{formatTime(token.expiresMs)}</Table.Td>
                        <Table.Td>{token.group}</Table.Td>
                        <Table.Td>{token.createdBy}</Table.Td>
                        <Table.Td ta="right">
                          <OrderButton
                            label={t("enrolment.revoke")}
                            variant="outline"
                            color="red"
                            disabledReason={
                              denied ?? (state === "good" ? undefined : t(`enrolment.tokenState.${state}`))
                            }
                            confirm={t("enrolment.confirmRevoke", { id: token.id })}
                            hint={t("enrolment.confirmRevokeHint", { count: token.usesLeft })}
                            line={`shoal device revoke-token ${token.id}`}
                            act={() =>
                              acceptedBy(
                                api.DELETE("/api/v1/enrolment-tokens/{id}", { params: { path: { id: token.id } } }),
                              )
                            }
                            refresh={["enrolment"]}
                          />
                        </Table.Td>
                      </Table.Tr>
                    );
                  })}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Answer>
    </Stack>
  );
}
