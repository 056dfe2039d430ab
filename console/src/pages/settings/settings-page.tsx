import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { settingSetsQuery } from "../../api/settings.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { Page } from "../../ui/page.tsx";
import { InForce } from "./in-force.tsx";

export default function SettingsPage() {
  const { t } = useTranslation();
  const answer = useQuery(settingSetsQuery);
  return (
    <Page
      title={t("settings.title")}
      actions={
        <>
          <CopyAsCli line={"shoal setting list\nshoal setting rows"} />
          <Button size="xs" renderRoot={(props) => <Link to="/settings/new" {...props} />}>
            {t("settings.new")}
          </Button>
        </>
      }
    >
      <Answer of={answer}>
        {({ items }) => (
          <Listing
            rows={items}
            keyOf={({ name }) => name}
            empty={{ title: t("settings.empty"), hint: t("settings.emptyHint") }}
            columns={[
              {
                head: t("device.name"),
                by: "name",
                cell: ({ name, description }) => (
                  <>
                    <Anchor renderRoot={(props) => <Link to="/settings/$set" params={{ set: name }} {...props} />}>
                      {name}
                    </Anchor>
                    <Note>{description}</Note>
                  </>
                ),
              },
              {
                head: t("settings.values"),
                by: ["values", ({ values }) => Object.keys(values).length],
                cell: ({ values }) => formatNumber(Object.keys(values).length),
                end: true,
              },
              {
                head: t("settings.reach"),
                by: "devices",
                cell: (set) => <InForce name={set.name} devices={set.devices} inForce={set.inForce} />,
              },
              {
                head: t("package.changed"),
                by: "updatedMs",
                cell: ({ updatedMs, updatedBy }) => (
                  <>
                    <Ago atMs={updatedMs} /> {t("task.by", { who: updatedBy })}
                  </>
                ),
              },
            ]}
          />
        )}
      </Answer>
    </Page>
  );
}
