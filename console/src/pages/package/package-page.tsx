import { Alert, Button, Group, NativeSelect, Tabs, Text } from "@mantine/core";
import type { PackageDetail } from "@shoal/protocol/api/package";
import type { Release } from "@shoal/protocol/package/release";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../../api/client.ts";
import { packageQuery, releaseQuery } from "../../api/package.ts";
import { stagedQuery } from "../../api/staged.ts";
import { Allowed } from "../../app/allowed.tsx";
import { said } from "../../app/search.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { Subject } from "../audit/subject.tsx";
import { StagedReleases } from "../release/staged-releases.tsx";
import { Channels } from "./channels.tsx";
import { PackageDevices } from "./package-devices.tsx";
import { RecallOrder } from "./recall-order.tsx";
import { ReleaseSignature } from "./release-signature.tsx";
import { PACKAGE_TABS } from "./routes.ts";
import { VariantMatrix } from "./variant-matrix.tsx";

type Tab = (typeof PACKAGE_TABS)[number];

export default function PackagePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { package: name } = useParams({ from: "/packages/$package" });
  const search = useSearch({ from: "/packages/$package" });
  const { tab = "variants" } = search;
  const answer = useQuery(packageQuery(name));
  const go = (next: { version?: string | undefined; tab?: Tab | undefined }) =>
    void navigate({ to: "/packages/$package", params: { package: name }, search: said({ ...search, ...next }) });
  const { data: staged } = useQuery(stagedQuery);
  const isUnknown = answer.error instanceof Refused && answer.error.problem.code === "not-found";
  if (isUnknown && staged?.items.some((each) => each.package === name)) return <WaitingPackage name={name} />;
  return (
    <Answer of={answer} page={name}>
      {(found) => {
        const version = search.version ?? found.latestVersion;
        const row = found.items.find((each) => each.version === version);
        return (
          <Page
            title={found.name}
            actions={
              <>
                <CopyAsCli line={lineOf(tab, found.name, version)} />
                <Button
                  size="xs"
                  variant="default"
                  renderRoot={(props) => <Link to="/packages/new" search={{ from: name }} {...props} />}
                >
                  {t("release.title")}
                </Button>
                <Button
                  size="xs"
                  renderRoot={(props) => <Link to="/tasks/new" search={{ package: name, version }} {...props} />}
                >
                  {t("package.deploy")}
                </Button>
              </>
            }
          >
            {found.description !== "" && <Text style={{ overflowWrap: "anywhere" }}>{found.description}</Text>}
            <StagedReleases only={name} />
            <Group align="flex-end" gap="sm">
              <NativeSelect
                label={t("package.version")}
                value={version}
                data={found.items.map((each) => each.version)}
                onChange={(event) => go({ version: event.currentTarget.value })}
                w={240}
              />
              {row !== undefined && (
                // What is recalled is the newest no more; it stays the one that is looked at.
                <RecallOrder key={version} row={row} onDone={() => go({ version })} />
              )}
            </Group>
            {row !== undefined && (
              <Text size="sm" component="div">
                {t("package.published")} <Ago atMs={row.createdMs} /> (<Subject name={row.createdBy} />)
              </Text>
            )}
            {row?.recalled !== undefined && (
              <Text c="var(--tone-bad)">{t("package.recalled", { reason: row.recalled.reason })}</Text>
            )}
            <Tabs value={tab} keepMounted={false} onChange={(next) => go({ tab: next as Tab })}>
              <Tabs.List>
                {PACKAGE_TABS.map((each) => (
                  <Tabs.Tab key={each} value={each}>
                    {t(`release.tabs.${each}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value={tab} pt="sm">
                {panelOf(tab, found, version)}
              </Tabs.Panel>
            </Tabs>
          </Page>
        );
      }}
    </Answer>
  );
}

/** Nothing of it was published yet. */
function WaitingPackage({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <Page title={name} actions={<CopyAsCli line="shoal release list" />}>
      <Alert variant="outline" color="var(--tone-waiting)" title={t("package.onlyWaits")}>
        {t("package.onlyWaitsHint")}
      </Alert>
      <StagedReleases only={name} />
    </Page>
  );
}

function panelOf(tab: Tab, found: PackageDetail, version: string): ReactNode {
  const row = found.items.find((each) => each.version === version);
  switch (tab) {
    case "variants":
      return <ReleaseVariants name={found.name} version={version} />;
    case "devices":
      return (
        <Allowed permission="device.read">
          <PackageDevices name={found.name} version={version} releases={found.items} />
        </Allowed>
      );
    case "signature":
      return row && <ReleaseSignature key={version} row={row} />;
    case "channels":
      return <Channels only={found.name} />;
  }
}

/** The line that shows the same. */
function lineOf(tab: Tab, name: string, version: string): string {
  if (tab === "devices") return `shoal device list --query ${quoted(`installed:${name}`)}`;
  if (tab === "channels") return "shoal channel list";
  return `shoal package get ${quoted(`${name}@${version}`)}`;
}

function ReleaseVariants({ name, version }: { name: string; version: string }) {
  const answer = useQuery(releaseQuery(name, version));
  return <Answer of={answer}>{(detail) => <VariantMatrix variants={(detail.release as Release).variants} />}</Answer>;
}
