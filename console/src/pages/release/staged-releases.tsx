import { Anchor, Group, Table, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { stagedQuery } from "../../api/staged.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Ago } from "../../ui/ago.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { Section } from "../../ui/section.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { Subject } from "../audit/subject.tsx";
import { signingLines } from "./signing-lines.ts";

/** Releases that wait for their signature; nothing where none does. @param only of this package */
export function StagedReleases({ only }: { only?: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(stagedQuery);
  const denied = useNeeds()("release.publish");
  const items = data?.items.filter((each) => only === undefined || each.package === only) ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t("release.waiting", { count: items.length })}>
      <Table.ScrollContainer minWidth={620}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("release.release")}</Table.Th>
              <Table.Th>{t("release.sentBy")}</Table.Th>
              <Table.Th>{t("release.since")}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{t("release.orders")}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((row) => (
              <Table.Tr key={row.digest}>
                <Table.Td>
                  <Anchor
                    renderRoot={(props) => (
                      <Link to="/packages/new" search={{ staged: `${row.package}@${row.version}` }} {...props} />
                    )}
                  >
                    {row.package}@{row.version}
                  </Anchor>
                  <Text size="xs" ff="monospace" c="var(--tone-neutral)" title={row.digest}>
                    {row.digest.slice(0, 16)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Subject name={row.createdBy} />
                </Table.Td>
                <Table.Td>
                  <Ago atMs={row.createdMs} />
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    <CopyAsCli line={signingLines(row.package, row.version)} />
                    <OrderButton
                      label={t("release.dropRelease")}
                      variant="outline"
                      color="red"
                      disabledReason={denied}
                      confirm={t("release.confirmDrop", { release: `${row.package}@${row.version}` })}
                      hint={t("release.dropReleaseHint")}
                      line={`shoal release drop ${quoted(`${row.package}@${row.version}`)}`}
                      act={() =>
                        acceptedBy(
                          api.DELETE("/api/v1/staged-releases/{digest}", { params: { path: { digest: row.digest } } }),
                        )
                      }
                      refresh={["packages"]}
                    />
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
