import { Alert, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/me.ts";
import { Page } from "../../ui/page.tsx";
import { Authenticator } from "./authenticator.tsx";
import { ChangePassword } from "./change-password.tsx";
import { Passkeys } from "./passkeys.tsx";
import { Sessions } from "./sessions.tsx";

export default function AccountPage() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  return (
    <Page title={t("app.account")}>
      {me?.permissions.length === 0 && (
        <Alert variant="outline" color="var(--tone-waiting)" title={t("account.factorMissing")}>
          {t("account.factorMissingHint")}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Authenticator />
        <Passkeys />
        <ChangePassword />
        <Sessions />
      </SimpleGrid>
    </Page>
  );
}
