import { Autocomplete, Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { AUDIT_KINDS } from "@shoal/protocol/audit/kinds";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { said, textOf } from "../../app/search.ts";
import { kindWords } from "../../text/said.ts";
import { fromField, toField } from "./moment.ts";

const KINDS = Object.keys(AUDIT_KINDS);
const like = (text: string, wanted: string) => text.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());

/** Which entries; it stands in the address once it is asked for. */
export function AuditFilterForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/audit" });
  const [actor, setActor] = useState(search.actor ?? "");
  const [what, setWhat] = useState(search.what ?? "");
  const [subject, setSubject] = useState(search.subject ?? "");
  const [since, setSince] = useState(toField(search.since));
  const [until, setUntil] = useState(toField(search.until));
  const filtered = Object.keys(said(search)).some((key) => key !== "entry" && key !== "view");
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const words = { actor: textOf(actor.trim()), what: textOf(what.trim()), subject: textOf(subject.trim()) };
          void navigate({
            to: "/audit",
            search: said({ ...words, since: fromField(since), until: fromField(until) }),
          });
        }}
      >
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 5 }} spacing="xs">
          <TextInput
            label={t("audit.who")}
            placeholder="operator:ann"
            value={actor}
            onChange={(event) => setActor(event.currentTarget.value)}
          />
          <Autocomplete
            label={t("audit.what")}
            placeholder="task.started"
            data={KINDS}
            renderOption={({ option }) => (
              <Stack gap={0}>
                <Text size="sm">{option.value}</Text>
                <Text size="xs">{kindWords(option.value)}</Text>
              </Stack>
            )}
            filter={({ options, search: wanted }) =>
              options.filter(
                (option) => "value" in option && like(`${option.value} ${kindWords(option.value)}`, wanted),
              )
            }
            limit={12}
            value={what}
            onChange={setWhat}
          />
          <TextInput
            label={t("audit.subject")}
            placeholder="task:7"
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t("audit.since")}
            value={since}
            onChange={(event) => setSince(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t("audit.until")}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Group gap="xs" mt="xs">
          <Button type="submit" size="xs">
            {t("audit.filter")}
          </Button>
          {filtered && (
            <Button size="xs" variant="default" onClick={() => void navigate({ to: "/audit", search: {} })}>
              {t("audit.everything")}
            </Button>
          )}
        </Group>
      </form>
    </search>
  );
}
