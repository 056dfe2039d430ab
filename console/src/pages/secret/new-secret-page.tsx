import { useTranslation } from "react-i18next";
import { Page } from "../../ui/page.tsx";
import { SecretForm } from "./secret-form.tsx";

export default function NewSecretPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("secret.new")}>
      <SecretForm />
    </Page>
  );
}
