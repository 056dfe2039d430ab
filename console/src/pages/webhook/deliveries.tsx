import { Button, NativeSelect } from "@mantine/core";
import type { DeliveryRow } from "@shoal/protocol/api/webhook";
import { DELIVERY_STATES, type DeliveryState } from "@shoal/protocol/webhook/delivery-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { deliveriesQuery } from "../../api/webhook.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { Subject } from "../audit/subject.tsx";
import { DeliveryMark } from "./delivery-state.tsx";

/** What was sent and what waits, newest first. */
export function Deliveries({ name }: { name: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state } = useSearch({ from: "/webhooks/$webhook" });
  const list = useInfiniteQuery(deliveriesQuery(name, state));
  return (
    <>
      <NativeSelect
        maw={240}
        label={t("webhook.onlyState")}
        value={state ?? ""}
        data={[
          { value: "", label: t("webhook.allStates") },
          ...DELIVERY_STATES.map((each) => ({ value: each, label: t(`webhook.states.${each}`) })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value as DeliveryState | "";
          const search = chosen === "" ? {} : { state: chosen };
          void navigate({ to: "/webhooks/$webhook", params: { webhook: name }, search, resetScroll: false });
        }}
      />
      <Answer of={list}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0)
            return <EmptyMessage title={t("webhook.noDelivery")} hint={t("webhook.noDeliveryHint")} />;
          return (
            <>
              <Listing
                rows={rows}
                more={list.hasNextPage}
                keyOf={({ id }) => id}
                minWidth={720}
                columns={[
                  { head: t("webhook.kind"), by: "kind", cell: ({ kind }) => kind },
                  { head: t("webhook.state"), cell: (row) => <Tried row={row} /> },
                  { head: t("webhook.subject"), by: "subject", cell: ({ subject }) => <Subject name={subject} /> },
                  {
                    head: t("webhook.tries"),
                    by: "attempts",
                    cell: ({ attempts }) => formatNumber(attempts),
                    end: true,
                  },
                  { head: t("webhook.when"), by: "createdMs", cell: ({ createdMs }) => <Ago atMs={createdMs} /> },
                  {
                    head: t("webhook.redeliver"),
                    cell: (row) => <Redeliver name={name} row={row} />,
                    end: true,
                    quiet: true,
                  },
                ]}
              />
              {list.hasNextPage && (
                <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t("common.more")}
                </Button>
              )}
            </>
          );
        }}
      </Answer>
    </>
  );
}

function Tried({ row }: { row: DeliveryRow }) {
  const { t } = useTranslation();
  const last = row.tries.at(-1);
  return (
    <>
      <DeliveryMark state={row.state} />
      {last !== undefined && <Note>{last.error ?? t("webhook.answered", { status: last.status })}</Note>}
    </>
  );
}

function Redeliver({ name, row }: { name: string; row: DeliveryRow }) {
  const { t } = useTranslation();
  const denied = useNeeds()("webhook.write");
  return (
    <OrderButton
      label={t("webhook.redeliver")}
      variant="default"
      disabledReason={denied ?? (row.state === "pending" ? t("webhook.stillPending") : undefined)}
      confirm={t("webhook.confirmRedeliver", { kind: row.kind })}
      hint={t("webhook.redeliverHint")}
      act={() =>
        answerOf(
          api.POST("/api/v1/webhooks/{name}/deliveries/{id}/redeliver", { params: { path: { name, id: row.id } } }),
        )
      }
      refresh={["webhooks", name]}
      line={`shoal webhook redeliver ${quoted(name)} ${row.id}`}
    />
  );
}
