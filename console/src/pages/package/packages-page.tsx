import { Anchor, Button, Table, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { packagesQuery } from "../../api/package.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { StagedReleases } from "../release/staged-releases.tsx";
import { Channels } from "./channels.tsx";

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
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyMessage title={t("package.empty")} hint={t("package.emptyHint")}>
            <Button size="xs" renderRoot={(props) => <Link to="/packages/new" {...props} />}>
              {t("release.title")}
            </Button>
          </EmptyMessage>
        ) : (
          <Table.ScrollContainer minWidth={560}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("package.name")}</Table.Th>
                  <Table.Th>{t("package.publisher")}</Table.Th>
                  <Table.Th>{t("package.latest")}</Table.Th>
                  <Table.Th ta="right">{t("package.releases")}</Table.Th>
                  <Table.Th>{t("package.changed")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((row) => (
                  <Table.Tr key={row.name}>
                    <Table.Td>
                      <Anchor
                        renderRoot={(props) => (
                          <Link to="/packages/$package" params={{ package: row.name }} {...props} />
                        )}
                      >
                        {row.name}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>{row.publisher}</Table.Td>
                    <Table.Td>{row.latestVersion}</Table.Td>
                    <Table.Td ta="right">{formatNumber(row.releases)}</Table.Td>
                    <Table.Td>
                      <Ago atMs={row.updatedMs} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Answer>
  );
}
