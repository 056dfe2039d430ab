import { useTranslation } from "react-i18next";
import { Page } from "../../ui/page.tsx";
import { SetForm } from "./set-form.tsx";

export default function NewSetPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("settings.new")}>
      <SetForm set={undefined} />
    </Page>
  );
}
