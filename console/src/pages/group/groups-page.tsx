import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { groupsQuery } from "../../api/group.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { Page } from "../../ui/page.tsx";

export default function GroupsPage() {
  const { t } = useTranslation();
  const answer = useQuery(groupsQuery);
  const newGroup = (
    <Button size="xs" renderRoot={(props) => <Link to="/groups/new" {...props} />}>
      {t("group.new")}
    </Button>
  );
  return (
    <Page
      title={t("group.title")}
      actions={
        <>
          <CopyAsCli line="shoal group list" />
          {newGroup}
        </>
      }
    >
      <Answer of={answer}>
        {({ items }) => (
          <Listing
            rows={items}
            keyOf={({ name }) => name}
            empty={{ title: t("group.empty"), hint: t("group.emptyHint") }}
            columns={[
              {
                head: t("device.name"),
                by: "name",
                cell: ({ name, description }) => (
                  <>
                    <Anchor renderRoot={(props) => <Link to="/groups/$group" params={{ group: name }} {...props} />}>
                      {name}
                    </Anchor>
                    <Note>{description}</Note>
                  </>
                ),
              },
              {
                head: t("group.who"),
                by: ["who", ({ query }) => query ?? t("group.list")],
                cell: ({ query }) => (query === undefined ? t("group.list") : <code>{query}</code>),
              },
              { head: t("task.devices"), by: "devices", cell: ({ devices }) => formatNumber(devices), end: true },
              { head: t("package.changed"), by: "updatedMs", cell: ({ updatedMs }) => <Ago atMs={updatedMs} /> },
            ]}
          />
        )}
      </Answer>
    </Page>
  );
}
