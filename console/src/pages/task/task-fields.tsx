import { Group, MultiSelect, NativeSelect, Radio, Stack, Text, TextInput } from "@mantine/core";
import { PRIORITY, TASK_KINDS, URGENCIES } from "@shoal/protocol/task/kinds";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { groupsQuery } from "../../api/group.ts";
import { Section } from "../../ui/section.tsx";
import { WholeNumber } from "../../ui/whole-number.tsx";
import { QueryField } from "../device/query-field.tsx";
import { RingFields } from "./ring-fields.tsx";
import type { TaskForm } from "./task-form.ts";

interface Fields {
  form: TaskForm;
  /** That there are; the chosen one is among them in any case. */
  packages: readonly string[];
  versions: readonly string[];
  onChange: (more: Partial<TaskForm>) => void;
}

/** What, who, how, when. */
export function TaskFields({ form, packages, versions, onChange: set }: Fields) {
  const { t } = useTranslation();
  const groups = useQuery(groupsQuery);
  return (
    <>
      <Section title={t("task.form.what")}>
        <Group grow align="flex-start">
          <NativeSelect
            label={t("task.form.package")}
            value={form.package}
            data={withIt(packages, form.package)}
            onChange={(event) => set({ package: event.currentTarget.value, version: "" })}
          />
          <NativeSelect
            label={t("task.form.version")}
            value={form.version}
            data={withIt(versions, form.version)}
            onChange={(event) => set({ version: event.currentTarget.value })}
          />
        </Group>
        <Radio.Group
          label={t("task.form.order")}
          value={form.kind}
          onChange={(kind) => set({ kind: kind as TaskForm["kind"] })}
        >
          <Group mt={4}>
            {TASK_KINDS.map((each) => (
              <Radio key={each} value={each} label={t(`task.kind.${each}`)} />
            ))}
          </Group>
        </Radio.Group>
      </Section>
      <Section title={t("task.form.who")}>
        <Radio.Group
          aria-label={t("task.form.who")}
          value={form.who}
          onChange={(who) => set({ who: who as TaskForm["who"] })}
        >
          <Group>
            <Radio value="all" label={t("task.form.all")} />
            <Radio value="query" label={t("task.form.query")} />
            <Radio value="groups" label={t("task.form.groups")} />
            {form.kept.targets !== undefined && <Radio value="given" label={t("task.form.given")} />}
          </Group>
        </Radio.Group>
        {form.who === "query" && <QueryField value={form.query} onChange={(query) => set({ query })} />}
        {form.who === "groups" && (
          <MultiSelect
            label={t("group.title")}
            data={groups.data?.items.map((row) => row.name) ?? []}
            value={form.groups}
            onChange={(chosen) => set({ groups: chosen })}
            searchable
          />
        )}
      </Section>
      <Section title={t("task.form.how")}>
        <Radio.Group
          label={t("task.form.delivery")}
          value={form.delivery}
          onChange={(delivery) => set({ delivery: delivery as TaskForm["delivery"] })}
        >
          <Group mt={4}>
            <Radio value="pull" label={t("task.form.pull")} />
            <Radio value="push" label={t("task.form.push")} />
          </Group>
        </Radio.Group>
        {form.kept.rings === undefined ? (
          <RingFields rings={form.rings} dynamic={form.dynamic} onChange={set} />
        ) : (
          <Text size="sm">
            {t("task.form.ringsKept", { rings: form.kept.rings.map(({ name }) => name).join(", ") })}
          </Text>
        )}
      </Section>
      <Section title={t("task.form.when")}>
        <Radio.Group
          label={t("task.form.urgency")}
          value={form.urgency}
          onChange={(urgency) => set({ urgency: urgency as TaskForm["urgency"] })}
        >
          <Stack mt={4} gap={4}>
            {URGENCIES.map((each) => (
              <Radio key={each} value={each} label={t(`task.form.urgencies.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Group grow align="flex-start">
          <TextInput
            type="datetime-local"
            label={t("task.form.deadline")}
            value={form.deadline}
            onChange={(event) => set({ deadline: event.currentTarget.value })}
          />
          <WholeNumber
            label={t("task.form.priority")}
            range={PRIORITY}
            value={form.priority}
            onChange={(priority) => set({ priority })}
          />
        </Group>
      </Section>
    </>
  );
}

const withIt = (names: readonly string[], chosen: string) =>
  chosen === "" || names.includes(chosen) ? [...names] : [chosen, ...names];
