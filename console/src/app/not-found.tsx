import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyMessage } from "../ui/empty-message.tsx";
import { Page } from "../ui/page.tsx";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t("app.notFound")}>
      <EmptyMessage title={location.pathname} hint={t("app.notFoundHint")}>
        <Button renderRoot={(props) => <Link to="/" {...props} />}>{t("app.home")}</Button>
      </EmptyMessage>
    </Page>
  );
}
