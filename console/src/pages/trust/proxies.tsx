import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { proxiesQuery } from "../../api/authority.ts";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
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
      {({ items }) => (
        <Listing
          name="proxies"
          rows={items}
          keyOf={({ name, fingerprint }) => `${name} ${fingerprint}`}
          empty={{
            title: t("keys.noProxy"),
            hint: t("keys.noProxyHint"),
            children: <CopyAsCli line="shoal proxy certificate NAME --out FOLDER" />,
          }}
          columns={[
            {
              head: t("keys.proxy"),
              by: "name",
              cell: ({ name, fingerprint }) => (
                <>
                  {name}
                  <Note mono>{fingerprint}</Note>
                </>
              ),
            },
            {
              head: t("keys.until"),
              by: ["until", ({ revokedMs, expiresMs }) => revokedMs ?? expiresMs],
              cell: ({ revokedMs, expiresMs }) =>
                revokedMs === undefined ? (
                  <Expiry atMs={expiresMs} />
                ) : (
                  <StateMark sign="⊘" tone="neutral" word={t("keys.revoked")} />
                ),
            },
            { head: t("keys.by"), by: "createdBy", cell: ({ createdBy }) => <Subject name={createdBy} /> },
            {
              head: t("keys.revoke"),
              end: true,
              quiet: true,
              cell: ({ name, revokedMs }) => (
                <OrderButton
                  label={t("keys.revoke")}
                  variant="outline"
                  color="red"
                  disabledReason={denied ?? (revokedMs === undefined ? undefined : t("keys.revoked"))}
                  confirm={t("keys.confirmRevoke", { name })}
                  hint={t("keys.revokeHint")}
                  act={() => answerOf(api.POST("/api/v1/proxies/{name}/revoke", { params: { path: { name } } }))}
                  refresh={["proxies"]}
                  line={`shoal proxy revoke ${quoted(name)}`}
                />
              ),
            },
          ]}
        />
      )}
    </Answer>
  );
}
