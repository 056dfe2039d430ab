import { Button, Group, MultiSelect, NativeSelect, NumberInput, Radio, Stack, TextInput } from "@mantine/core";
import type { Preview } from "@shoal/protocol/api/task";
import { TASK_KINDS, type TaskSpec, URGENCIES } from "@shoal/protocol/task/task";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { groupsQuery } from "../../api/group.ts";
import { packageQuery, packagesQuery } from "../../api/package.ts";
import { ConfirmCount } from "../../ui/confirm-count.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Section } from "../../ui/section.tsx";
import { QueryField } from "../device/query-field.tsx";
import { RingFields } from "./ring-fields.tsx";
import { EMPTY_FORM, lineOf, specOf, type TaskForm } from "./task-form.ts";
import { TaskPreview } from "./task-preview.tsx";

/** What, who, how, when; then what it would do, before anything is sent. A draft at any step. */
export default function NewTaskPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/tasks/new" });
  const packages = useQuery(packagesQuery);
  const groups = useQuery(groupsQuery);
  const name = search.package ?? packages.data?.items[0]?.name ?? "";
  const found = useQuery({ ...packageQuery(name), enabled: name !== "" });
  const [filled, setFilled] = useState<typeof EMPTY_FORM>(() =>
    search.query === undefined ? EMPTY_FORM : { ...EMPTY_FORM, who: "query", query: search.query },
  );
  const form: TaskForm = { ...filled, package: name, version: search.version ?? found.data?.latestVersion ?? "" };
  const set = (more: Partial<typeof EMPTY_FORM>) => setFilled({ ...filled, ...more });
  const spec = specOf(form);

  const preview = useMutation({
    mutationFn: (order: TaskSpec) => answerOf(api.POST("/api/v1/tasks/preview", { body: order })),
  });
  // What was previewed is what is started: once the form says something else, it has to be looked at again.
  const looked =
    preview.data !== undefined && JSON.stringify(preview.variables) === JSON.stringify(spec)
      ? (preview.data as Preview)
      : undefined;
  const create = useMutation({
    mutationFn: async ({ order, start }: { order: TaskSpec; start: boolean }) => {
      const task = await answerOf(api.POST("/api/v1/tasks", { body: order }));
      if (start) await answerOf(api.POST("/api/v1/tasks/{id}/start", { params: { path: { id: task.id } } }));
      return task.id;
    },
    onSuccess: (task) => void navigate({ to: "/tasks/$task", params: { task } }),
  });
  const choose = (next: { package: string; version?: string }) =>
    void navigate({ to: "/tasks/new", search: next, replace: true });

  return (
    <Page title={t("task.new")} actions={spec && <CopyAsCli line={lineOf(form)} />}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (spec) preview.mutate(spec);
        }}
      >
        <Stack maw={760}>
          <Section title={t("task.form.what")}>
            <Group grow align="flex-start">
              <NativeSelect
                label={t("task.form.package")}
                value={name}
                data={packages.data?.items.map((row) => row.name) ?? []}
                onChange={(event) => choose({ package: event.currentTarget.value })}
              />
              <NativeSelect
                label={t("task.form.version")}
                value={form.version}
                data={found.data?.items.map((row) => row.version) ?? []}
                onChange={(event) => choose({ package: name, version: event.currentTarget.value })}
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
            <RingFields rings={form.rings} dynamic={form.dynamic} onChange={set} />
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
              <NumberInput
                label={t("task.form.priority")}
                min={-10}
                max={10}
                value={form.priority}
                onChange={(value) => set({ priority: Number(value) })}
              />
            </Group>
          </Section>
          <Group>
            <Button type="submit" disabled={spec === undefined} loading={preview.isPending}>
              {t("task.form.show")}
            </Button>
            <Button
              variant="default"
              disabled={spec === undefined}
              onClick={() => spec && create.mutate({ order: spec, start: false })}
            >
              {t("task.form.draft")}
            </Button>
          </Group>
        </Stack>
      </form>
      {preview.error !== null && <ProblemMessage error={preview.error} />}
      {create.error !== null && create.variables !== undefined && (
        <ConfirmCount
          error={create.error}
          onConfirm={(devices) =>
            create.mutate({ ...create.variables, order: { ...create.variables.order, confirm: devices } })
          }
        />
      )}
      {looked !== undefined && spec !== undefined && (
        <Stack>
          <TaskPreview preview={looked} />
          <Group>
            <Button loading={create.isPending} onClick={() => create.mutate({ order: spec, start: true })}>
              {t("task.form.startNow", { count: looked.devices })}
            </Button>
          </Group>
        </Stack>
      )}
    </Page>
  );
}
