import { Anchor, Group } from "@mantine/core";
import type { StagedRelease } from "@shoal/protocol/api/trust";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { stagedQuery } from "../../api/staged.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Ago } from "../../ui/ago.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { Section } from "../../ui/section.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { Subject } from "../audit/subject.tsx";
import { signingLines } from "./signing-lines.ts";

/** Releases that wait for their signature; nothing where none does. @param only of this package */
export function StagedReleases({ only }: { only?: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(stagedQuery);
  const items = data?.items.filter((each) => only === undefined || each.package === only) ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t("release.waiting", { count: items.length })}>
      <Listing
        name="staged"
        rows={items}
        keyOf={({ digest }) => digest}
        minWidth={620}
        columns={[
          {
            head: t("release.release"),
            by: ["release", ({ package: name, version }) => `${name}@${version}`],
            cell: ({ package: name, version, digest }) => (
              <>
                <Anchor
                  renderRoot={(props) => (
                    <Link to="/packages/new" search={{ staged: `${name}@${version}` }} {...props} />
                  )}
                >
                  {name}@{version}
                </Anchor>
                <Note mono>{digest.slice(0, 16)}</Note>
              </>
            ),
          },
          { head: t("release.sentBy"), by: "createdBy", cell: ({ createdBy }) => <Subject name={createdBy} /> },
          { head: t("release.since"), by: "createdMs", cell: ({ createdMs }) => <Ago atMs={createdMs} /> },
          { head: t("release.orders"), quiet: true, end: true, cell: (row) => <StagedOrders row={row} /> },
        ]}
      />
    </Section>
  );
}

function StagedOrders({ row: { package: name, version, digest } }: { row: StagedRelease }) {
  const { t } = useTranslation();
  const denied = useNeeds()("release.publish");
  const release = `${name}@${version}`;
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <CopyAsCli line={signingLines(name, version)} />
      <OrderButton
        label={t("release.dropRelease")}
        variant="outline"
        color="red"
        disabledReason={denied}
        confirm={t("release.confirmDrop", { release })}
        hint={t("release.dropReleaseHint")}
        line={`shoal release drop ${quoted(release)}`}
        act={() => acceptedBy(api.DELETE("/api/v1/staged-releases/{digest}", { params: { path: { digest } } }))}
        refresh={["packages"]}
      />
    </Group>
  );
}
