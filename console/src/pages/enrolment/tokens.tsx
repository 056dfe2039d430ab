import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { enrolmentTokensQuery } from "../../api/enrolment.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber, formatTime } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { Listing } from "../../ui/listing.tsx";
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
        {({ items }) => (
          <Listing
            rows={items.map((token) => ({ ...token, state: tokenState(token, Date.now()) }))}
            keyOf={({ id }) => id}
            minWidth={720}
            empty={{ title: t("enrolment.noTokens"), hint: t("enrolment.noTokensHint") }}
            columns={[
              { head: t("enrolment.token"), by: "id", cell: ({ id }) => id, mono: true },
              {
                head: t("enrolment.state"),
                by: ["state", ({ state }) => t(`enrolment.tokenState.${state}`)],
                cell: ({ state }) => <StateMark {...TOKEN_LOOKS[state]} word={t(`enrolment.tokenState.${state}`)} />,
              },
              {
                head: t("enrolment.left"),
                by: "usesLeft",
                cell: ({ usesLeft, uses }) =>
                  t("common.of", { part: formatNumber(usesLeft), whole: formatNumber(uses) }),
              },
              { head: t("enrolment.until"), by: "expiresMs", cell: ({ expiresMs }) => formatTime(expiresMs) },
              { head: t("enrolment.inGroup"), by: "group", cell: ({ group }) => group },
              { head: t("enrolment.by"), by: "createdBy", cell: ({ createdBy }) => createdBy },
              {
                head: t("enrolment.revoke"),
                end: true,
                quiet: true,
                cell: ({ id, state, usesLeft }) => (
                  <OrderButton
                    label={t("enrolment.revoke")}
                    variant="outline"
                    color="red"
                    disabledReason={denied ?? (state === "good" ? undefined : t(`enrolment.tokenState.${state}`))}
                    confirm={t("enrolment.confirmRevoke", { id })}
                    hint={t("enrolment.confirmRevokeHint", { count: usesLeft })}
                    act={() => acceptedBy(api.DELETE("/api/v1/enrolment-tokens/{id}", { params: { path: { id } } }))}
                    refresh={["enrolment"]}
                    line={`shoal device revoke-token ${id}`}
                  />
                ),
              },
            ]}
          />
        )}
      </Answer>
    </Stack>
  );
}
