import { Group } from "@mantine/core";
import type { AuthorityRow } from "@shoal/protocol/api/identity";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { authoritiesQuery } from "../../api/authority.ts";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
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
          <Listing
            name="authorities"
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              {
                head: t("keys.authority"),
                cell: ({ subject, id }) => (
                  <>
                    {subject}
                    <Note mono>{id}</Note>
                  </>
                ),
              },
              {
                head: t("keys.state"),
                cell: ({ state }) => (
                  <StateMark sign={LOOKS[state][0]} tone={LOOKS[state][1]} word={t(`keys.states.${state}`)} />
                ),
              },
              { head: t("keys.until"), by: "untilMs", cell: ({ untilMs }) => <Expiry atMs={untilMs} /> },
              { head: t("keys.devices"), by: "devices", cell: ({ devices }) => formatNumber(devices), end: true },
              { head: t("keys.devicesWithout"), cell: ({ devicesWithout }) => formatNumber(devicesWithout), end: true },
            ]}
          />
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
