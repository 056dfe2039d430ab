import { Anchor, Button, Card, CopyButton, Group, List, Text, Title, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
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
      to: "/keys",
      done: trust.data && trust.data.root !== undefined,
      line: `shoal login ${location.origin} --email ADDRESS && shoal key generate && shoal trust init`,
    },
    {
      id: "device",
      to: "/enrolment",
      done: devices.data && devices.data.devices > 0,
      line: "shoal device token",
    },
    {
      id: "package",
      to: "/packages/new",
      done: packages.data && packages.data.items.length > 0,
      line: "shoal package publish FOLDER",
    },
    {
      id: "task",
      to: "/tasks/new",
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
      <List listStyleType="none" spacing="xs" center={false} styles={{ itemWrapper: { alignItems: "baseline" } }}>
        {steps.map(({ id, to, done, line }) => (
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
            {done ? (
              t(`first.${id}`)
            ) : (
              <>
                <Anchor renderRoot={(props) => <Link to={to} {...props} />}>{t(`first.${id}`)}</Anchor>
                <Group gap="xs">
                  <Text component="code" size="sm" ff="monospace" c="var(--tone-neutral)" miw={0}>
                    {line}
                  </Text>
                  <CopyButton value={line}>
                    {({ copied, copy }) => (
                      <Button size="compact-xs" variant="default" onClick={copy}>
                        {copied ? t("common.copied") : t("common.copy")}
                        <VisuallyHidden>: {t(`first.${id}`)}</VisuallyHidden>
                      </Button>
                    )}
                  </CopyButton>
                </Group>
              </>
            )}
          </List.Item>
        ))}
      </List>
    </Card>
  );
}
