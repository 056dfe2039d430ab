import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Allowed } from "../../app/allowed.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { Authorities } from "./authorities.tsx";
import { Proxies } from "./proxies.tsx";
import { TrustRoles } from "./trust-roles.tsx";

export default function KeysPage() {
  const { t } = useTranslation();
  const heading = (id: "trust" | "authorities" | "proxies") => (
    <Title order={2} fz="h4" mt="md">
      {t(`keys.${id}`)}
    </Title>
  );
  return (
    <Page
      title={t("keys.title")}
      actions={<CopyAsCli line={"shoal trust show\nshoal ca show\nshoal proxy list\nshoal audit key"} />}
    >
      <Stack gap="xs">
        {heading("trust")}
        <Allowed permission="trust.read">
          <TrustRoles />
        </Allowed>
        {heading("authorities")}
        <Allowed permission="authority.read">
          <Authorities />
        </Allowed>
        {heading("proxies")}
        <Allowed permission="authority.read">
          <Proxies />
        </Allowed>
      </Stack>
    </Page>
  );
}
