import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Unreached } from "../api/client.ts";
import { Loading } from "../ui/loading.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemMessage } from "../ui/problem-message.tsx";
import { missingPage } from "./lazy-page.ts";

const away = new Unreached(undefined);

/** In place of a page that is on its way, or cannot come yet; then it says why, and comes when it can. */
export function Pending() {
  const { t } = useTranslation();
  const isMissing = useSyncExternalStore(missingPage.onChange, missingPage.get);
  return <Page title={t("common.loading")}>{isMissing ? <ProblemMessage error={away} byItself /> : <Loading />}</Page>;
}
