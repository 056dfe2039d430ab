import { Button, NativeSelect, Text, Title } from "@mantine/core";
import type { Release } from "@shoal/protocol/package/release";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { packageQuery, releaseQuery } from "../../api/package.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { VariantMatrix } from "./variant-matrix.tsx";

export default function PackagePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { package: name } = useParams({ from: "/packages/$package" });
  const search = useSearch({ from: "/packages/$package" });
  const answer = useQuery(packageQuery(name));
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
                <CopyAsCli line={`shoal package get ${found.name}@${version}`} />
                <Button
                  size="xs"
                  renderRoot={(props) => <Link to="/tasks/new" search={{ package: name, version }} {...props} />}
                >
                  {t("package.deploy")}
                </Button>
              </>
            }
          >
            <Text>{found.description}</Text>
            <NativeSelect
              label={t("package.version")}
              value={version}
              data={found.items.map((each) => each.version)}
              onChange={(event) =>
                void navigate({
                  to: "/packages/$package",
                  params: { package: name },
                  search: { version: event.currentTarget.value },
                })
              }
              maw={240}
            />
            {row !== undefined && (
              <Text size="sm">
                {t("package.published")} <Ago atMs={row.createdMs} /> ({row.createdBy}) · {t("package.signedBy")}{" "}
                <code>{row.keyId.slice(0, 16)}</code>
              </Text>
            )}
            {row?.recalled !== undefined && (
              <Text c="var(--tone-bad)">{t("package.recalled", { reason: row.recalled.reason })}</Text>
            )}
            <Title order={2} fz="h4">
              {t("package.matrix")}
            </Title>
            <ReleaseVariants name={name} version={version} />
          </Page>
        );
      }}
    </Answer>
  );
}

function ReleaseVariants({ name, version }: { name: string; version: string }) {
  const answer = useQuery(releaseQuery(name, version));
  return <Answer of={answer}>{(detail) => <VariantMatrix variants={(detail.release as Release).variants} />}</Answer>;
}
