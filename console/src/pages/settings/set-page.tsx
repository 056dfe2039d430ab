import { Alert, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { settingSetQuery } from "../../api/settings.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { SetForm } from "./set-form.tsx";
import { SetOrders } from "./set-orders.tsx";
import { SetReach } from "./set-reach.tsx";

export default function SetPage() {
  const { t } = useTranslation();
  const { set: name } = useParams({ from: "/settings/$set" });
  const answer = useQuery(settingSetQuery(name));
  return (
    <Answer of={answer} page={name}>
      {(set) => (
        <Page
          title={set.name}
          actions={
            <>
              <CopyAsCli line={`shoal setting get ${quoted(set.name)}\nshoal setting reach ${quoted(set.name)}`} />
              <SetOrders set={set} />
            </>
          }
        >
          {set.managed !== undefined && (
            <Alert variant="outline" color="var(--tone-waiting)" title={t("common.managed")}>
              {t("common.managedBy", { source: set.managed.source })}
            </Alert>
          )}
          <Text size="sm" c="var(--tone-neutral)">
            {t("package.changed")} <Ago atMs={set.updatedMs} /> {t("task.by", { who: set.updatedBy })}
          </Text>
          <SetReach set={set.name} />
          <SetForm key={set.name} set={set} />
        </Page>
      )}
    </Answer>
  );
}
