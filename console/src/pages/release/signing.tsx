import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { packageQuery, packagesQuery } from "../../api/package.ts";
import { stagedQuery } from "../../api/staged.ts";
import { CopyLine } from "../../ui/copy-line.tsx";
import { Section } from "../../ui/section.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { signingLines } from "./signing-lines.ts";

/** What became of a release that was sent: it waits for its signature, which is made where the key is, and then it is published. */
export function Signing({ name, version }: { name: string; version: string }) {
  const { t } = useTranslation();
  const staged = useQuery(stagedQuery);
  const packages = useQuery(packagesQuery);
  const known = packages.data?.items.some((each) => each.name === name) ?? false;
  const found = useQuery({ ...packageQuery(name), enabled: known });
  const published = found.data?.items.some((each) => each.version === version) ?? false;
  const waits = staged.data?.items.some((each) => each.package === name && each.version === version) ?? false;
  const looked = staged.data !== undefined && packages.data !== undefined && (!known || found.data !== undefined);
  return (
    <Section title={`${name}@${version}`}>
      <Stack gap="xs" role="status">
        <StateMark sign="✓" tone="good" word={t("release.steps.uploaded")} />
        {published ? (
          <StateMark sign="✓" tone="good" word={t("release.steps.published")} />
        ) : waits ? (
          <StateMark sign="◌" tone="waiting" word={t("release.steps.waits")} />
        ) : (
          looked && <StateMark sign="✕" tone="bad" word={t("release.steps.dropped")} />
        )}
      </Stack>
      {waits && !published && (
        <>
          <Text size="sm">{t("release.signHint")}</Text>
          <CopyLine label={t("release.toSign")} line={signingLines(name, version)} />
        </>
      )}
      {published && (
        <Group>
          <Button
            size="xs"
            renderRoot={(props) => (
              <Link to="/packages/$package" params={{ package: name }} search={{ version }} {...props} />
            )}
          >
            {t("release.look", { release: `${name}@${version}` })}
          </Button>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link to="/tasks/new" search={{ package: name, version }} {...props} />}
          >
            {t("package.deploy")}
          </Button>
        </Group>
      )}
    </Section>
  );
}
