import { Anchor, Code, Stack, Text } from "@mantine/core";
import type { ReleaseRow } from "@shoal/protocol/api/package";
import type { ReleaseSignature as Signature } from "@shoal/protocol/api/trust";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { signatureQuery } from "../../api/package.ts";
import { formatTime } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { Until } from "../../ui/until.tsx";
import { Subject } from "../audit/subject.tsx";

/** Who signs for a release, and how long that holds. */
export function ReleaseSignature({ row }: { row: ReleaseRow }) {
  const { t } = useTranslation();
  const answer = useQuery(signatureQuery(row.package, row.version));
  return (
    <Answer of={answer}>
      {({ signature }) => (
        <Stack gap="sm">
          <Standing signature={signature} />
          <Facts
            rows={[
              [t("release.signature.published"), <Ago key="at" atMs={row.createdMs} />],
              [t("release.signature.by"), <Subject key="by" name={row.createdBy} />],
              [t("release.signature.digest"), <Code key="digest">{row.digest}</Code>],
              ...(signature ? factsOf(signature) : []),
            ]}
          />
          <Text size="sm">
            <Anchor renderRoot={(props) => <Link to="/keys" {...props} />}>{t("release.signature.toKeys")}</Anchor>
            {" · "}
            <Anchor
              renderRoot={(props) => (
                <Link to="/audit" search={{ subject: `release:${row.package}@${row.version}` }} {...props} />
              )}
            >
              {t("release.signature.toTrail")}
            </Anchor>
          </Text>
        </Stack>
      )}
    </Answer>
  );

  function factsOf(of: Signature) {
    return [
      [
        t("release.signature.role"),
        `${of.role} · ${of.bin} · ${t("release.signature.version", { version: of.version })}`,
      ],
      [
        t("release.signature.threshold"),
        t("release.signature.of", { threshold: of.threshold, count: of.keyIds.length }),
      ],
      [
        t("release.signature.keys"),
        of.keyIds.map((id) => (
          <div key={id}>
            <Fingerprint of={id} />{" "}
            {of.signedBy.includes(id) && <StateMark sign="✓" tone="good" word={t("release.signature.signed")} />}
          </div>
        )),
      ],
      [
        t("release.signature.until"),
        <span key="until">
          <Until atMs={of.expiresMs} /> ({formatTime(of.expiresMs)})
        </span>,
      ],
    ] as const;
  }
}

function Standing({ signature }: { signature: Signature | undefined }) {
  const { t } = useTranslation();
  if (signature === undefined) return <StateMark sign="✕" tone="bad" word={t("release.signature.none")} />;
  if (signature.expiresMs < Date.now()) return <StateMark sign="✕" tone="bad" word={t("release.signature.expired")} />;
  return <StateMark sign="✓" tone="good" word={t("release.signature.good")} />;
}
