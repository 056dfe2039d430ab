import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OnceShown } from "../../ui/once-shown.tsx";
import { Page } from "../../ui/page.tsx";
import { WebhookForm } from "./webhook-form.tsx";

export default function NewWebhookPage() {
  const { t } = useTranslation();
  const [made, setMade] = useState<{ name: string; secret: string }>();
  return (
    <Page title={t("webhook.new")}>
      {made === undefined ? (
        <WebhookForm onMade={setMade} />
      ) : (
        <>
          <OnceShown
            title={t("webhook.secretOf", { name: made.name })}
            hint={t("webhook.secretHint")}
            secret={made.secret}
          />
          <Anchor renderRoot={(props) => <Link to="/webhooks/$webhook" params={{ webhook: made.name }} {...props} />}>
            {t("webhook.next", { name: made.name })}
          </Anchor>
        </>
      )}
    </Page>
  );
}
