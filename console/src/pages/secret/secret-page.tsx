import { Anchor, Group } from "@mantine/core";
import type { SecretRow } from "@shoal/protocol/api/secret";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { secretsQuery } from "../../api/secret.ts";
import { Allowed } from "../../app/allowed.tsx";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Facts } from "../../ui/facts.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { Page } from "../../ui/page.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { Subject } from "../audit/subject.tsx";
import { SecretForm } from "./secret-form.tsx";

export default function SecretPage() {
  const { t } = useTranslation();
  const { secret: name } = useParams({ from: "/secrets/$secret" });
  const answer = useQuery({ ...secretsQuery, enabled: useNeeds()("secret.read") === undefined });
  return (
    <Page title={name} actions={<CopyAsCli line="shoal secret list" />}>
      <Allowed permission="secret.read">
        <Answer of={answer}>
          {({ items }) => {
            const secret = items.find((each) => each.name === name);
            if (secret === undefined)
              return (
                <EmptyMessage title={t("secret.gone")} hint={t("secret.goneHint")}>
                  <Anchor
                    renderRoot={(props) => <Link to="/audit" search={{ subject: `secret:${name}` }} {...props} />}
                  >
                    {t("common.whatHappened")}
                  </Anchor>
                </EmptyMessage>
              );
            return (
              <>
                <Known of={secret} />
                <SecretForm key={secret.packages.join(" ")} secret={secret} />
                <Delete secret={secret} />
              </>
            );
          }}
        </Answer>
      </Allowed>
    </Page>
  );
}

function Known({ of: secret }: { of: SecretRow }) {
  const { t } = useTranslation();
  return (
    <Facts
      rows={[
        [t("secret.version"), formatNumber(secret.version)],
        [t("secret.changed"), <Ago key="" atMs={secret.changedMs} />],
        [t("secret.by"), <Subject key="" name={secret.changedBy} />],
        [
          t("secret.needed"),
          secret.usedBy.length === 0 ? (
            t("common.none")
          ) : (
            <Group key="" gap="xs">
              {secret.usedBy.map((each) => (
                <Anchor
                  key={`${each.package} ${each.version}`}
                  renderRoot={(props) => <Link to="/packages/$package" params={{ package: each.package }} {...props} />}
                >
                  {each.package} {each.version}
                </Anchor>
              ))}
            </Group>
          ),
        ],
      ]}
    />
  );
}

function Delete({ secret }: { secret: SecretRow }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const denied = useNeeds()("secret.write");
  const needed = secret.usedBy.length > 0 ? t("secret.isNeeded", { count: secret.usedBy.length }) : undefined;
  return (
    <div>
      <OrderButton
        label={t("secret.delete")}
        variant="outline"
        color="red"
        disabledReason={denied ?? needed}
        confirm={t("secret.confirmDelete", { name: secret.name })}
        hint={t("secret.deleteHint")}
        act={async () => {
          await acceptedBy(api.DELETE("/api/v1/secrets/{name}", { params: { path: { name: secret.name } } }));
          await navigate({ to: "/secrets" });
        }}
        refresh={["secrets"]}
        line={`shoal secret delete ${quoted(secret.name)}`}
      />
    </div>
  );
}
