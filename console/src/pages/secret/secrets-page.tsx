import { Anchor, Badge, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { secretsQuery } from "../../api/secret.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Page } from "../../ui/page.tsx";
import { Subject } from "../audit/subject.tsx";

export default function SecretsPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t("secret.title")}
      actions={
        <>
          <CopyAsCli line="shoal secret list" />
          <Button size="xs" renderRoot={(props) => <Link to="/secrets/new" {...props} />}>
            {t("secret.new")}
          </Button>
        </>
      }
    >
      <Text size="sm" c="var(--tone-neutral)">
        {t("secret.intro")}
      </Text>
      <Allowed permission="secret.read">
        <Secrets />
      </Allowed>
    </Page>
  );
}

function Secrets() {
  const { t } = useTranslation();
  const answer = useQuery(secretsQuery);
  return (
    <Answer of={answer}>
      {({ items }) => (
        <Listing
          rows={items}
          keyOf={({ name }) => name}
          empty={{ title: t("secret.empty"), hint: t("secret.emptyHint") }}
          columns={[
            {
              head: t("secret.name"),
              by: "name",
              cell: ({ name }) => (
                <Anchor renderRoot={(props) => <Link to="/secrets/$secret" params={{ secret: name }} {...props} />}>
                  {name}
                </Anchor>
              ),
            },
            {
              head: t("secret.packages"),
              cell: ({ packages }) => (
                <Group gap={4}>
                  {packages.length === 0 && t("common.none")}
                  {packages.map((name) => (
                    <Badge key={name} variant="default" tt="none">
                      {name}
                    </Badge>
                  ))}
                </Group>
              ),
            },
            {
              head: t("secret.needed"),
              by: ["usedBy", ({ usedBy }) => usedBy.length],
              cell: ({ usedBy }) => formatNumber(usedBy.length),
              end: true,
            },
            { head: t("secret.changed"), by: "changedMs", cell: ({ changedMs }) => <Ago atMs={changedMs} /> },
            { head: t("secret.by"), by: "changedBy", cell: ({ changedBy }) => <Subject name={changedBy} /> },
          ]}
        />
      )}
    </Answer>
  );
}
