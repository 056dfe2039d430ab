import { Button, Menu, Stack, Tabs } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { auditPagesQuery } from "../../api/audit.ts";
import { Allowed } from "../../app/allowed.tsx";
import { said } from "../../app/search.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { AuditFilterForm } from "./audit-filter.tsx";
import { AuditTable } from "./audit-table.tsx";
import { Proof } from "./proof.tsx";

export default function AuditPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { entry: _, view = "entries", ...filter } = useSearch({ from: "/audit" });
  const line = ["shoal audit", ...Object.entries(said(filter)).map(([key, value]) => `--${key} ${quoted(value)}`)];
  return (
    <Page
      title={t("audit.title")}
      actions={
        <>
          <CopyAsCli line={line.join(" ")} />
          <Export since={filter.since} until={filter.until} />
        </>
      }
    >
      <Allowed permission="audit.read">
        <Tabs
          value={view}
          keepMounted={false}
          onChange={(next) =>
            void navigate({ to: "/audit", search: next === "proof" ? { ...filter, view: next } : filter })
          }
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="entries">{t("audit.entries")}</Tabs.Tab>
            <Tabs.Tab value="proof">{t("proof.title")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="entries">
            <Stack>
              {/* What is typed belongs to the address that it was typed at. */}
              <AuditFilterForm key={JSON.stringify(filter)} />
              <Trail />
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="proof">
            <Proof />
          </Tabs.Panel>
        </Tabs>
      </Allowed>
    </Page>
  );
}

function Trail() {
  const { t } = useTranslation();
  const { actor, what, subject, since, until } = useSearch({ from: "/audit" });
  const list = useInfiniteQuery(
    auditPagesQuery({
      ...(actor === undefined ? {} : { actor }),
      ...(what === undefined ? {} : { what }),
      ...(subject === undefined ? {} : { subject }),
      ...(since === undefined ? {} : { since: Date.parse(since) }),
      ...(until === undefined ? {} : { until: Date.parse(until) }),
    }),
  );
  return (
    <Answer of={list}>
      {({ pages }) => {
        const entries = pages.flatMap((page) => page.items);
        if (entries.length === 0) return <EmptyMessage title={t("audit.empty")} hint={t("audit.emptyHint")} />;
        return (
          <>
            <AuditTable entries={entries} />
            {list.hasNextPage && (
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t("common.more")}
              </Button>
            )}
          </>
        );
      }}
    </Answer>
  );
}

/** Files that the server writes as it reads, so a whole trail goes through no memory of the page. */
function Export({ since, until }: { since: string | undefined; until: string | undefined }) {
  const { t } = useTranslation();
  const span = new URLSearchParams();
  if (since !== undefined) span.set("since", String(Date.parse(since)));
  if (until !== undefined) span.set("until", String(Date.parse(until)));
  const file = (format: string) => `/api/v1/export/audit?format=${format}&${span}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default">
          {t("audit.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={file("csv")} download>
          {t("audit.csv")}
        </Menu.Item>
        <Menu.Item component="a" href={file("json")} download>
          {t("audit.jsonLines")}
        </Menu.Item>
        <Menu.Item component="a" href="/api/v1/audit/trail" download>
          {t("audit.trail")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
