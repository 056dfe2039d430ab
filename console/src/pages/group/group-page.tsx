import { Alert, Button, List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { groupQuery } from "../../api/group.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { Page } from "../../ui/page.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { GroupForm } from "./group-form.tsx";

export default function GroupPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { group: name } = useParams({ from: "/groups/$group" });
  const answer = useQuery(groupQuery(name));
  const needs = useNeeds();
  return (
    <Answer of={answer} page={name}>
      {(group) => {
        const used = group.usedBy.length > 0 ? t("group.used") : undefined;
        return (
          <Page
            title={group.name}
            actions={
              <>
                <CopyAsCli line={`shoal group get ${quoted(group.name)}`} />
                <Button
                  size="xs"
                  variant="default"
                  renderRoot={(props) => <Link to="/devices" search={{ query: `group:${group.name}` }} {...props} />}
                >
                  {t("device.count", { count: group.devices })}
                </Button>
                <OrderButton
                  label={t("group.delete")}
                  variant="outline"
                  color="red"
                  disabledReason={needs("group.write") ?? used}
                  confirm={t("group.confirmDelete", { name: group.name })}
                  line={`shoal group delete ${quoted(group.name)}`}
                  act={async () => {
                    await acceptedBy(api.DELETE("/api/v1/groups/{name}", { params: { path: { name } } }));
                    await navigate({ to: "/groups" });
                  }}
                  refresh={["groups"]}
                />
              </>
            }
          >
            {group.managed !== undefined && (
              <Alert variant="outline" color="var(--tone-waiting)" title={t("common.managed")}>
                {t("common.managedBy", { source: group.managed.source })}
              </Alert>
            )}
            <Text size="sm" c="var(--tone-neutral)">
              {t("package.changed")} <Ago atMs={group.updatedMs} /> {t("task.by", { who: group.updatedBy })}
            </Text>
            {group.usedBy.length > 0 && (
              <>
                <Text size="sm">{t("group.usedBy")}</Text>
                <List size="sm">
                  {group.usedBy.map((each) => (
                    <List.Item key={each}>{each}</List.Item>
                  ))}
                </List>
              </>
            )}
            {group.query !== undefined ? (
              <GroupForm key={group.name} group={group} query={group.query} />
            ) : (
              <Text>{t("group.listHint")}</Text>
            )}
          </Page>
        );
      }}
    </Answer>
  );
}
