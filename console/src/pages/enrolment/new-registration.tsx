import { Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { ListGroupSelect } from "./list-group-select.tsx";

/** Announces a device, which then comes once without a token and without asking. */
export function NewRegistration() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const denied = useNeeds()("enrolment.write");
  const [key, setKey] = useState("");
  const [serial, setSerial] = useState("");
  const [name, setName] = useState("");
  const [group, setGroup] = useState("");
  // As people write it down: in groups, with colons, in capitals.
  const fingerprint = key.replaceAll(/[\s:]/g, "").toLowerCase();
  const wrong = fingerprint !== "" && !/^[0-9a-f]{64}$/.test(fingerprint);
  const body = Object.fromEntries(
    Object.entries({ fingerprint, serial: serial.trim(), name: name.trim(), group }).filter(
      ([, value]) => value !== "",
    ),
  );
  const register = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/registrations", { body })),
    onSuccess: async () => {
      for (const set of [setKey, setSerial, setName]) set("");
      await client.invalidateQueries({ queryKey: ["enrolment"] });
    },
  });
  const missing = fingerprint === "" && serial.trim() === "";
  const options = Object.entries(missing ? { ...body, fingerprint: "KEY" } : body);
  return (
    <Card withBorder component="section" aria-labelledby="new-registration">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (denied === undefined && !missing && !wrong) register.mutate();
        }}
      >
        <Stack>
          <Title order={2} fz="h4" id="new-registration">
            {t("enrolment.announce")}
          </Title>
          <TextInput
            label={t("enrolment.key")}
            description={t("enrolment.keyHint")}
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
            spellCheck={false}
            autoComplete="off"
            value={key}
            error={wrong && t("enrolment.keyWrong")}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          <TextInput
            label={t("enrolment.serial")}
            description={t("enrolment.serialHint")}
            maxLength={64}
            value={serial}
            onChange={(event) => setSerial(event.currentTarget.value)}
          />
          <Group align="flex-end">
            <TextInput
              label={t("device.name")}
              placeholder={t("enrolment.ownName")}
              maxLength={128}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ListGroupSelect value={group} onChange={setGroup} />
          </Group>
          {register.error !== null && <ProblemMessage error={register.error} />}
          <Group>
            <Button
              type="submit"
              loading={register.isPending}
              disabled={denied !== undefined || missing || wrong}
              title={denied ?? ""}
            >
              {t("enrolment.announce")}
            </Button>
            <CopyAsCli
              line={`shoal device register ${options.map(([key, value]) => `--${key} ${quoted(value)}`).join(" ")}`}
            />
          </Group>
          {denied !== undefined && <Text size="sm">{denied}</Text>}
        </Stack>
      </form>
    </Card>
  );
}
