import { Card, List, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { countQuery } from "../../api/device.ts";
import { packagesQuery } from "../../api/package.ts";
import { anyFinishedQuery } from "../../api/task.ts";
import { trustQuery } from "../../api/trust.ts";
import { useNeeds } from "../../app/use-needs.ts";

const SEEN_BY = ["trust.read", "device.read", "package.read", "task.read"];

/** What a new server still needs, and what it has seen happen. Gone when all of it has. */
export function FirstSteps() {
  const needs = useNeeds();
  return SEEN_BY.every((permission) => needs(permission) === undefined) && <Steps />;
}

function Steps() {
  const { t } = useTranslation();
  const trust = useQuery(trustQuery);
  const devices = useQuery(countQuery(undefined));
  const packages = useQuery(packagesQuery);
  const finished = useQuery(anyFinishedQuery);
  const steps = [
    {
      id: "trust",
      done: trust.data && trust.data.root !== undefined,
      line: `shoal login ${location.origin} --email ADDRESS && shoal key generate && shoal trust init`,
    },
    { id: "device", done: devices.data && devices.data.devices > 0, line: "shoal device token" },
    { id: "package", done: packages.data && packages.data.items.length > 0, line: "shoal package publish FOLDER" },
    {
      id: "task",
      done: finished.data,
      line: "shoal task create --package NAME --all --start",
    },
  ] as const;
  if (steps.some(({ done }) => done === undefined) || steps.every(({ done }) => done)) return null;
  return (
    <Card withBorder component="section" aria-labelledby="first-steps">
      <Title order={2} fz="h4" id="first-steps">
        {t("first.title")}
      </Title>
      <Text size="sm" c="var(--tone-neutral)" mb="xs">
        {t("first.intro")}
      </Text>
      <List listStyleType="none" spacing={4}>
        {steps.map(({ id, done, line }) => (
          <List.Item
            key={id}
            icon={
              <Text
                component="span"
                c={done ? "var(--tone-good)" : "var(--tone-idle)"}
                role="img"
                aria-label={t(done ? "first.done" : "first.open")}
              >
                {done ? "✓" : "○"}
              </Text>
            }
          >
            {t(`first.${id}`)}{" "}
            {!done && (
              <Text component="code" size="sm" ff="monospace" c="var(--tone-neutral)">
                {line}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </Card>
  );
}
