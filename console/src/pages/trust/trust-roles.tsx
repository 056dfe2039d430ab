import { Group, Text } from "@mantine/core";
import { LIVES_MS } from "@shoal/core/trust/layout";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { trustQuery } from "../../api/trust.ts";
import { formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
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
            <Listing
              name="roles"
              rows={roles}
              keyOf={({ role }) => role}
              minWidth={720}
              columns={[
                {
                  head: t("keys.role"),
                  by: "role",
                  cell: ({ role, paths, version }) => (
                    <>
                      {role}
                      <Note>{paths?.join(", ") ?? t("keys.version", { version })}</Note>
                    </>
                  ),
                },
                {
                  head: t("keys.until"),
                  by: ["until", ({ expiresMs, bins }) => Math.min(expiresMs, bins?.expiresMs ?? expiresMs)],
                  cell: ({ role, expiresMs, bins }) => (
                    <Expiry
                      atMs={Math.min(expiresMs, bins?.expiresMs ?? Number.POSITIVE_INFINITY)}
                      warnMs={lifeOf(role) / 4}
                    />
                  ),
                },
                {
                  head: t("keys.threshold"),
                  cell: ({ threshold, keyIds }) => t("keys.of", { threshold, count: keyIds.length }),
                },
                {
                  head: t("keys.keys"),
                  cell: ({ keyIds, signedBy }) =>
                    keyIds.map((id) => (
                      <Text key={id} title={id} size="xs" ff="monospace">
                        {id.slice(0, 16)} {signedBy.includes(id) && `✓ ${t("keys.signed")}`}
                      </Text>
                    )),
                },
                { head: t("keys.releases"), by: "releases", cell: ({ releases }) => formatNumber(releases), end: true },
              ]}
            />
          </>
        )
      }
    </Answer>
  );
}
