import { Group, Table, Text } from "@mantine/core";
import type { AuthorityRow } from "@shoal/protocol/api/identity";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { authoritiesQuery } from "../../api/authority.ts";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { Expiry } from "./expiry.tsx";

const LOOKS = { issues: ["✓", "good"], announced: ["◌", "waiting"], former: ["–", "neutral"] } as const;

/** The server's certificate authorities, and the steps by which another one takes its place. */
export function Authorities() {
  const { t } = useTranslation();
  const answer = useQuery(authoritiesQuery);
  return (
    <Answer of={answer}>
      {({ items }) => (
        <>
          <Table.ScrollContainer minWidth={640}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("keys.authority")}</Table.Th>
                  <Table.Th>{t("keys.state")}</Table.Th>
                  <Table.Th>{t("keys.until")}</Table.Th>
                  <Table.Th ta="right">{t("keys.devices")}</Table.Th>
                  <Table.Th ta="right">{t("keys.devicesWithout")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td>
                      {row.subject}
                      <Text size="xs" ff="monospace" c="var(--tone-neutral)">
                        {row.id}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <StateMark
                        sign={LOOKS[row.state][0]}
                        tone={LOOKS[row.state][1]}
                        word={t(`keys.states.${row.state}`)}
                      />
                    </Table.Td>
                    <Table.Td>
                      <Expiry atMs={row.untilMs} />
                    </Table.Td>
                    <Table.Td ta="right">{formatNumber(row.devices)}</Table.Td>
                    <Table.Td ta="right">{formatNumber(row.devicesWithout)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Steps rows={items} />
        </>
      )}
    </Answer>
  );
}

/** One after the other: announced, then it issues, then the one before is believed no more. */
function Steps({ rows }: { rows: readonly AuthorityRow[] }) {
  const { t } = useTranslation();
  const denied = useNeeds()("authority.write");
  const announced = rows.find(({ state }) => state === "announced");
  const former = rows.find(({ state }) => state === "former");
  const without = announced?.devicesWithout ?? 0;
  const left = former?.devices ?? 0;
  const confirmed = (count: number) => (count > 0 ? { confirm: count } : {});
  const common = { variant: "default", refresh: ["authorities"] };
  const line = (verb: string, count = 0) => `shoal ca ${verb}${count > 0 ? ` --confirm ${count}` : ""}`;
  return (
    <Group gap="xs">
      <OrderButton
        {...common}
        label={t("keys.prepare")}
        disabledReason={denied ?? (announced || former ? t("keys.underWay") : undefined)}
        confirm={t("keys.confirmPrepare")}
        hint={t("keys.prepareHint")}
        act={() => answerOf(api.POST("/api/v1/authorities/prepare"))}
        line={line("prepare")}
      />
      <OrderButton
        {...common}
        label={t("keys.activate")}
        disabledReason={denied ?? (announced ? undefined : t("keys.notAnnounced"))}
        confirm={t("keys.confirmActivate")}
        hint={t("keys.activateHint", { count: without })}
        act={() => answerOf(api.POST("/api/v1/authorities/activate", { body: confirmed(without) }))}
        line={line("activate", without)}
      />
      <OrderButton
        {...common}
        color="red"
        variant="outline"
        label={t("keys.retire")}
        disabledReason={denied ?? (former ? undefined : t("keys.noFormer"))}
        confirm={t("keys.confirmRetire")}
        hint={t("keys.retireHint", { count: left })}
        act={() => answerOf(api.POST("/api/v1/authorities/retire", { body: confirmed(left) }))}
        line={line("retire", left)}
      />
    </Group>
  );
}
