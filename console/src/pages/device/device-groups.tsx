import { Anchor, Code, List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deviceGroupsQuery } from "../../api/device.ts";
import { Allowed } from "../../app/allowed.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Section } from "../../ui/section.tsx";

/** The groups that a device is in at this moment, and what puts it there. */
export function DeviceGroups({ device }: { device: string }) {
  const { t } = useTranslation();
  return (
    <Section title={t("device.groups")}>
      <Allowed permission="group.read">
        <Groups device={device} />
      </Allowed>
    </Section>
  );
}

function Groups({ device }: { device: string }) {
  const { t } = useTranslation();
  const answer = useQuery(deviceGroupsQuery(device));
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <Text c="var(--tone-neutral)">{t("device.noGroups")}</Text>
        ) : (
          <List>
            {items.map(({ name, description, query }) => (
              <List.Item key={name}>
                <Anchor renderRoot={(props) => <Link to="/groups/$group" params={{ group: name }} {...props} />}>
                  {name}
                </Anchor>
                {description !== "" && `: ${description}`}{" "}
                <Text component="span" size="sm" c="var(--tone-neutral)">
                  {query === undefined ? t("group.list") : <Code>{query}</Code>}
                </Text>
              </List.Item>
            ))}
          </List>
        )
      }
    </Answer>
  );
}
