import { Alert, Button, Grid, Group, List, Stack } from "@mantine/core";
import { packagePaths } from "@shoal/core/package/normalise";
import { placeUnmet } from "@shoal/core/package/place-unmet";
import { secretsOf } from "@shoal/core/secret/check-references";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { PackageFile } from "@shoal/protocol/package/package-file";
import type { Release } from "@shoal/protocol/package/release";
import type { JsonSchema } from "@shoal/protocol/schema/json-schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { packageQuery, packagesQuery } from "../../api/package.ts";
import { stage } from "../../api/staged.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Section } from "../../ui/section.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { put, withCopy, withoutFile, withoutVariant } from "./draft.ts";
import { DropZone } from "./drop-zone.tsx";
import { Fields, More } from "./field.tsx";
import { FormContext } from "./form-context.tsx";
import type { Problem } from "./judge.ts";
import { Leaving } from "./leaving.tsx";
import { OtherPackages } from "./other-packages.tsx";
import { useDraft } from "./use-draft.ts";
import { VariantCard } from "./variant-card.tsx";
import { goTo, YamlPanel } from "./yaml-panel.tsx";

const FILE = PackageFile as unknown as JsonSchema;
const OWN_PLACE = ["localized", "icon", "dependencies", "supersedes", "variants"];

/** Files are dropped, and what is said of them becomes a package file and a release. @param from an earlier release to begin with */
export function ReleaseForm({ from }: { from: Release | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const denied = useNeeds()("release.publish");
  const draft = useDraft(from);
  const { file, setFile, all, uploads, judged } = draft;
  const [tried, setTried] = useState(false);
  const packages = useQuery(packagesQuery);
  const known = packages.data?.items.some(({ name }) => name === file.name) ?? false;
  const releases = useQuery({ ...packageQuery(file.name), enabled: known });

  const check = useMutation({
    mutationFn: async ({
      release,
      text,
    }: {
      release: Release;
      text: string;
    }): Promise<{ text: string; unmet: Problem[] }> => {
      const { name, version, dependencies = [] } = release;
      const secrets = secretsOf(release);
      if (dependencies.length > 0 || secrets.length > 0) {
        const body = { package: name, version, dependencies, secrets };
        const { problems } = await answerOf(api.POST("/api/v1/releases/check", { body }));
        const unmet = problems.map(({ message, hint, dependency, secret }) => {
          const path = placeUnmet(release, { dependency, secret });
          return { path, message, hint, ...judged.positionOf(path) };
        });
        if (unmet.length > 0) return { text, unmet };
      }
      await stage(new Uint8Array(encodeCbor(release)));
      await client.invalidateQueries({ queryKey: ["packages"] });
      void navigate({ to: "/packages/new", search: { staged: `${name}@${version}` } });
      return { text, unmet: [] };
    },
    onSuccess: ({ unmet: [first] }) => first && goTo(first.path),
  });
  // What the server found holds for as long as the file says the same.
  const unmet = check.data?.text === judged.text ? check.data.unmet : [];
  const taken = releases.data?.items.some(({ version }) => version === file.version)
    ? [{ path: ["version"], message: t("release.taken"), translated: true, ...judged.positionOf(["version"]) }]
    : [];
  const problems: Problem[] = [...judged.problems, ...taken, ...unmet];
  const underWay = packagePaths(file).filter((path) => (all.get(path)?.state ?? "there") !== "there").length;
  const why = denied ?? (underWay > 0 ? t("release.underWay", { count: underWay }) : undefined);

  return (
    <FormContext value={{ file, problems, tried, set: (path, value) => setFile((before) => put(before, path, value)) }}>
      <Leaving changed={draft.changed} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack
            component="form"
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (problems[0]) return goTo(problems[0].path);
              if (why === undefined && judged.release) check.mutate({ release: judged.release, text: judged.text });
            }}
          >
            <DropZone onFiles={(files) => void draft.take(files)} disabledReason={denied} />
            {draft.unread.length > 0 && (
              <Alert variant="outline" color="var(--tone-bad)" title={t("release.unread")} role="alert">
                <List size="sm">
                  {draft.unread.map((each) => (
                    <List.Item key={each}>{each}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            {draft.refused.length > 0 && (
              <Alert variant="outline" color="var(--tone-bad)" title={t("release.unread")} role="alert">
                <List size="sm">
                  {draft.refused.map(({ file: name, why: not }) => (
                    <List.Item key={name}>{t(`release.refused.${not}`, { file: name })}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            <Section title={t("release.package")}>
              <Fields of={FILE} path={[]} without={OWN_PLACE} />
              <More label={t("release.others")}>
                <Stack>
                  <OtherPackages of="dependencies" />
                  <OtherPackages of="supersedes" />
                </Stack>
              </More>
            </Section>
            {file.variants.length === 0 && (
              <EmptyMessage title={t("release.noVariant")} hint={t("release.noVariantHint")} />
            )}
            {file.variants.map((_, index) => (
              <VariantCard
                // Their names are written while they are there.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={index}
                index={index}
                all={all}
                uploads={uploads}
                denied={denied}
                onFile={(picked) => draft.addTo(index, picked)}
                onRemoveFile={(path) => setFile((before) => withoutFile(before, index, path))}
                onCopy={() => setFile((before) => withCopy(before, index))}
                onRemove={() => setFile((before) => withoutVariant(before, index))}
              />
            ))}
            <Group>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  setFile((before) => ({
                    ...before,
                    variants: [
                      ...before.variants,
                      {
                        id: `variant-${before.variants.length + 1}`,
                        match: {},
                        installer: { kind: "script", run: "" },
                      },
                    ],
                  }))
                }
              >
                {t("release.addVariant")}
              </Button>
            </Group>
            {check.error !== null && <ProblemMessage error={check.error} />}
            <Group>
              <SubmitButton label={t("release.send")} disabledReason={why} pending={check.isPending} />
            </Group>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <div style={{ position: "sticky", top: "calc(var(--app-shell-header-height, 52px) + 1rem)" }}>
            <YamlPanel text={judged.text} problems={problems} />
          </div>
        </Grid.Col>
      </Grid>
    </FormContext>
  );
}
