import { Anchor, Button, Group, Stack, Table, TagsInput, Text, TextInput } from "@mantine/core";
import type { DeviceDetail } from "@shoal/protocol/api/device";
import { LIMITS } from "@shoal/protocol/limits";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Section } from "../../ui/section.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { useRule, WORD } from "../../ui/use-rule.ts";
import { badTag } from "./bad-tag.ts";

/** What operators have noted on a device. */
export function DeviceLabels({ device }: { device: DeviceDetail }) {
  return (
    <Stack>
      <Tags key={device.tags.join(" ")} device={device} />
      <Attributes device={device} />
    </Stack>
  );
}

function Tags({ device }: { device: DeviceDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const denied = useNeeds()("device.write");
  const [tags, setTags] = useState<string[]>(device.tags);
  const [typing, setTyping] = useState("");
  const bad = badTag([...tags, typing]);
  const wrong = bad === undefined ? undefined : t("device.noLabel", { word: bad });
  const add = tags.filter((tag) => !device.tags.includes(tag));
  const remove = device.tags.filter((tag) => !tags.includes(tag));
  const save = useMutation({
    mutationFn: () =>
      answerOf(api.POST("/api/v1/devices/tags", { body: { targets: { deviceIds: [device.id] }, add, remove } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["devices"] }),
  });
  const words = [...add.map((tag) => `+${tag}`), ...remove.map((tag) => `-${tag}`)];
  return (
    <Section title={t("device.tags")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (denied === undefined && wrong === undefined && words.length > 0) save.mutate();
        }}
      >
        <Stack gap="sm">
          <TagsInput
            label={t("device.tagsOfIt")}
            description={t("device.labelHint")}
            value={tags}
            maxTags={LIMITS.tagsPerDevice}
            error={wrong}
            onChange={setTags}
            searchValue={typing}
            onSearchChange={setTyping}
          />
          {device.tags.length > 0 && (
            <Text size="sm">
              {t("device.alike")}{" "}
              {device.tags.map((tag) => (
                <Anchor
                  key={tag}
                  mr="xs"
                  renderRoot={(props) => <Link to="/devices" search={{ query: `tag:${tag}` }} {...props} />}
                >
                  {tag}
                </Anchor>
              ))}
            </Text>
          )}
          {save.error !== null && <ProblemMessage error={save.error} />}
          <Group>
            <Button
              type="submit"
              size="xs"
              loading={save.isPending}
              disabled={denied !== undefined || wrong !== undefined || words.length === 0}
              title={denied ?? wrong ?? ""}
            >
              {t("device.saveTags")}
            </Button>
            <CopyAsCli line={`shoal device tag ${quoted(device.name)} ${words.join(" ") || "+TAG"}`} />
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Attributes({ device }: { device: DeviceDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const denied = useNeeds()("device.write");
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const rule = useRule(WORD, t("device.attributeRule"));
  const change = useMutation({
    mutationFn: (body: { set?: Record<string, string>; unset?: string[] }) =>
      answerOf(api.POST("/api/v1/devices/attributes", { body: { targets: { deviceIds: [device.id] }, ...body } })),
    onSuccess: async () => {
      setName("");
      setValue("");
      await client.invalidateQueries({ queryKey: ["devices"] });
    },
  });
  const missing = name.trim() === "" || value.trim() === "";
  return (
    <Section title={t("device.attributes")}>
      {Object.keys(device.attributes).length > 0 && (
        <Table>
          <Table.Tbody>
            {Object.entries(device.attributes).map(([key, said]) => (
              <Table.Tr key={key}>
                <Table.Th scope="row">{key}</Table.Th>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{said}</Table.Td>
                <Table.Td ta="right">
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={denied !== undefined}
                    aria-label={t("device.unset", { name: key })}
                    onClick={() => change.mutate({ unset: [key] })}
                  >
                    {t("device.remove")}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (denied === undefined && !missing) change.mutate({ set: { [name.trim()]: value.trim() } });
        }}
      >
        <Stack gap="sm">
          <Group align="flex-start">
            <TextInput
              {...rule}
              withAsterisk={false}
              w={280}
              label={t("device.attribute")}
              value={name}
              maxLength={LIMITS.labelChars}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t("device.value")}
              value={value}
              maxLength={LIMITS.attributeChars}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          </Group>
          {change.error !== null && <ProblemMessage error={change.error} />}
          <Group>
            <Button
              type="submit"
              size="xs"
              loading={change.isPending}
              disabled={denied !== undefined || missing}
              title={denied ?? ""}
            >
              {t("device.setAttribute")}
            </Button>
            <CopyAsCli
              line={`shoal device set ${quoted(device.name)} ${quoted(`${name.trim() || "KEY"}=${value.trim() || "VALUE"}`)}`}
            />
          </Group>
          {denied !== undefined && <Text size="sm">{denied}</Text>}
        </Stack>
      </form>
    </Section>
  );
}
