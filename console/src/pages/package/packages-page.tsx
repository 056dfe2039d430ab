import { Anchor, Button, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { packagesQuery } from "../../api/package.ts";
import { stagedQuery } from "../../api/staged.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { Page } from "../../ui/page.tsx";
import { StagedReleases } from "../release/staged-releases.tsx";
import { Channels } from "./channels.tsx";
import { withWaiting } from "./with-waiting.ts";

export default function PackagesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view } = useSearch({ from: "/packages" });
  return (
    <Page
      title={t("package.title")}
      actions={
        <>
          <CopyAsCli line="shoal package list" />
          <Button size="xs" renderRoot={(props) => <Link to="/packages/new" {...props} />}>
            {t("release.title")}
          </Button>
        </>
      }
    >
      <StagedReleases />
      <Tabs
        value={view ?? "packages"}
        keepMounted={false}
        onChange={(next) => void navigate({ to: "/packages", search: next === "channels" ? { view: next } : {} })}
      >
        <Tabs.List>
          <Tabs.Tab value="packages">{t("package.title")}</Tabs.Tab>
          <Tabs.Tab value="channels">{t("release.tabs.channels")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="packages" pt="sm">
          <PackageList />
        </Tabs.Panel>
        <Tabs.Panel value="channels" pt="sm">
          <Channels />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function PackageList() {
  const { t } = useTranslation();
  const answer = useQuery(packagesQuery);
  const { data: staged } = useQuery(stagedQuery);
  return (
    <Answer of={answer}>
      {({ items, nextCursor }) => (
        <Listing
          rows={withWaiting(items, staged?.items ?? [])}
          keyOf={({ name }) => name}
          more={nextCursor !== undefined}
          minWidth={560}
          empty={{
            title: t("package.empty"),
            hint: t("package.emptyHint"),
            children: (
              <Button size="xs" renderRoot={(props) => <Link to="/packages/new" {...props} />}>
                {t("release.title")}
              </Button>
            ),
          }}
          columns={[
            {
              head: t("package.name"),
              by: "name",
              cell: ({ name }) => (
                <Anchor renderRoot={(props) => <Link to="/packages/$package" params={{ package: name }} {...props} />}>
                  {name}
                </Anchor>
              ),
            },
            { head: t("package.publisher"), by: "publisher", cell: ({ publisher }) => publisher },
            {
              head: t("package.latest"),
              cell: ({ latestVersion, waits }) => (
                <>
                  {latestVersion}
                  {waits !== undefined && (
                    <Note tone="waiting">
                      <span aria-hidden>◌</span> {t("package.waits", { version: waits })}
                    </Note>
                  )}
                </>
              ),
            },
            { head: t("package.releases"), by: "releases", cell: ({ releases }) => formatNumber(releases), end: true },
            { head: t("package.changed"), by: "updatedMs", cell: ({ updatedMs }) => <Ago atMs={updatedMs} /> },
          ]}
        />
      )}
    </Answer>
  );
}
