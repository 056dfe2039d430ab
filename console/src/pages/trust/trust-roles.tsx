import { Group, Table, Text } from "@mantine/core";
import { LIVES_MS } from "@shoal/core/trust/layout";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { trustQuery } from "../../api/trust.ts";
import { formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Expiry } from "./expiry.tsx";

/** What the server signs by itself is good for days, and renewed at half of that; people are told in the last quarter. */
const lifeOf = (role: string): number =>
  Object.hasOwn(LIVES_MS, role) ? LIVES_MS[role as keyof typeof LIVES_MS] : LIVES_MS.targets;

/** Whose releases devices trust. Signing is done where the keys are, which is not here. */
export function TrustRoles() {
  const { t } = useTranslation();
  const answer = useQuery(trustQuery);
  return (
    <Answer of={answer}>
      {({ root, roles, staged, nextOnline }) =>
        root === undefined ? (
          <EmptyMessage title={t("keys.noRoot")} hint={t("keys.noRootHint")}>
            <CopyAsCli line={"shoal key generate\nshoal trust init"} />
          </EmptyMessage>
        ) : (
          <>
            <Group gap="md">
              <Text size="sm">{t("keys.root", { version: root })}</Text>
              {staged > 0 && <Text size="sm">{t("keys.staged", { count: staged })}</Text>}
              {nextOnline !== undefined && <Text size="sm">{t("keys.nextOnline")}</Text>}
              <CopyAsCli line="shoal trust renew" />
            </Group>
            <Table.ScrollContainer minWidth={720}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("keys.role")}</Table.Th>
                    <Table.Th>{t("keys.until")}</Table.Th>
                    <Table.Th>{t("keys.threshold")}</Table.Th>
                    <Table.Th>{t("keys.keys")}</Table.Th>
                    <Table.Th ta="right">{t("keys.releases")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {roles.map((role) => (
                    <Table.Tr key={role.role}>
                      <Table.Td>
                        {role.role}
                        <Text size="xs" c="var(--tone-neutral)">
                          {role.paths?.join(", ") ?? t("keys.version", { version: role.version })}
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        <Expiry
                          atMs={Math.min(role.expiresMs, role.bins?.expiresMs ?? Number.POSITIVE_INFINITY)}
                          warnMs={lifeOf(role.role) / 4}
                        />
                      </Table.Td>
                      <Table.Td>{t("keys.of", { threshold: role.threshold, count: role.keyIds.length })}</Table.Td>
                      <Table.Td ff="monospace" fz="xs">
                        {role.keyIds.map((id) => (
                          <div key={id} title={id}>
                            {id.slice(0, 16)} {role.signedBy.includes(id) && `✓ ${t("keys.signed")}`}
                          </div>
                        ))}
                      </Table.Td>
                      <Table.Td ta="right">{formatNumber(role.releases)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </>
        )
      }
    </Answer>
  );
}
