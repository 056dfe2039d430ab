import { NativeSelect, Stack } from "@mantine/core";
import type { Release } from "@shoal/protocol/package/release";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { packageQuery, packagesQuery, releaseQuery } from "../../api/package.ts";
import { said } from "../../app/search.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { ORDER } from "./field.tsx";
import { ReleaseForm } from "./release-form.tsx";
import { Signing } from "./signing.tsx";
import { StagedReleases } from "./staged-releases.tsx";

/** From files to a release that waits for its signature. No key is here: what devices install is signed where the keys are. */
export default function NewReleasePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { from, staged } = useSearch({ from: "/packages/new" });
  const packages = useQuery(packagesQuery);
  const [, name, version] = /^(.+)@(.+)$/.exec(staged ?? "") ?? [];
  return (
    <Page title={t("release.title")} actions={<CopyAsCli line="shoal package publish FOLDER --stage" />}>
      <Stack>
        {name !== undefined && version !== undefined ? (
          <Signing key={staged} name={name} version={version} />
        ) : (
          <>
            <NativeSelect
              label={t("release.from")}
              description={t("release.fromHint")}
              inputWrapperOrder={ORDER}
              maw={400}
              value={from ?? ""}
              data={[
                { value: "", label: t("release.fromNone") },
                ...(packages.data?.items.map((each) => ({
                  value: each.name,
                  label: `${each.name} ${each.latestVersion}`,
                })) ?? []),
              ]}
              onChange={({ currentTarget }) =>
                void navigate({ to: "/packages/new", search: said({ from: currentTarget.value || undefined }) })
              }
            />
            {from === undefined ? <ReleaseForm from={undefined} /> : <AsBefore key={from} name={from} />}
          </>
        )}
        <StagedReleases />
      </Stack>
    </Page>
  );
}

/** With all that the newest release of a package says. */
function AsBefore({ name }: { name: string }) {
  const answer = useQuery(packageQuery(name));
  return <Answer of={answer}>{({ latestVersion }) => <AsRelease name={name} version={latestVersion} />}</Answer>;
}

function AsRelease({ name, version: newest }: { name: string; version: string }) {
  // Another one that comes meanwhile is not what this form was begun with.
  const [version] = useState(newest);
  const answer = useQuery(releaseQuery(name, version));
  return <Answer of={answer}>{({ release }) => <ReleaseForm from={release as Release} />}</Answer>;
}
