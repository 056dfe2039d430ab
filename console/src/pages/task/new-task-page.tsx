import { Button, Group, NativeSelect, Radio, Stack } from "@mantine/core";
import type { Preview } from "@shoal/protocol/api/task";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { packageQuery, packagesQuery } from "../../api/package.ts";
import { ConfirmCount } from "../../ui/confirm-count.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { QueryField } from "../device/query-field.tsx";
import { TaskPreview } from "./task-preview.tsx";

export default function NewTaskPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/tasks/new" });
  const packages = useQuery(packagesQuery);
  const name = search.package ?? packages.data?.items[0]?.name;
  const found = useQuery({ ...packageQuery(name ?? ""), enabled: name !== undefined });
  const version = search.version ?? found.data?.latestVersion;
  const [kind, setKind] = useState<TaskSpec["kind"]>("install");
  const [delivery, setDelivery] = useState<TaskSpec["delivery"]>("pull");
  const [query, setQuery] = useState(search.query ?? "");
  const [all, setAll] = useState(search.query === undefined);
  const spec: TaskSpec | undefined =
    name === undefined || version === undefined || (!all && query.trim() === "")
      ? undefined
      : { kind, delivery, package: name, version, targets: all ? { all: true } : { query: query.trim() } };

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
  const choose = (next: { package?: string; version?: string }) =>
    void navigate({ to: "/tasks/new", search: { ...search, ...next }, replace: true });

  return (
    <Page title={t("task.new")} actions={spec && <CopyAsCli line={lineOf(spec)} />}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (spec) preview.mutate(spec);
        }}
      >
        <Stack maw={560}>
          <NativeSelect
            label={t("task.form.package")}
            value={name ?? ""}
            data={packages.data?.items.map((row) => row.name) ?? []}
            onChange={(event) =>
              void navigate({ to: "/tasks/new", search: { package: event.currentTarget.value }, replace: true })
            }
          />
          <NativeSelect
            label={t("task.form.version")}
            value={version ?? ""}
            data={found.data?.items.map((row) => row.version) ?? []}
            onChange={(event) => choose({ version: event.currentTarget.value })}
          />
          <Radio.Group label={t("task.form.order")} value={kind} onChange={(next) => setKind(next as TaskSpec["kind"])}>
            <Group mt={4}>
              {(["install", "remove", "precache"] as const).map((each) => (
                <Radio key={each} value={each} label={t(`task.kind.${each}`)} />
              ))}
            </Group>
          </Radio.Group>
          <Radio.Group
            label={t("task.form.who")}
            value={all ? "all" : "query"}
            onChange={(next) => setAll(next === "all")}
          >
            <Stack mt={4} gap={4}>
              <Radio value="all" label={t("task.form.all")} />
              <Radio value="query" label={t("task.form.query")} />
            </Stack>
          </Radio.Group>
          {!all && <QueryField value={query} onChange={setQuery} />}
          <Radio.Group
            label={t("task.form.delivery")}
            value={delivery}
            onChange={(next) => setDelivery(next as TaskSpec["delivery"])}
          >
            <Stack mt={4} gap={4}>
              <Radio value="pull" label={t("task.form.pull")} />
              <Radio value="push" label={t("task.form.push")} />
            </Stack>
          </Radio.Group>
          <Group>
            <Button type="submit" variant="default" disabled={spec === undefined} loading={preview.isPending}>
              {t("task.form.show")}
            </Button>
          </Group>
        </Stack>
      </form>
      {preview.error !== null && <ProblemMessage error={preview.error} />}
      {looked !== undefined && spec !== undefined && (
        <Stack>
          <TaskPreview preview={looked} />
          {create.error !== null && (
            <ConfirmCount
              error={create.error}
              onConfirm={(devices) => create.mutate({ order: { ...spec, confirm: devices }, start: true })}
            />
          )}
          <Group>
            <Button loading={create.isPending} onClick={() => create.mutate({ order: spec, start: true })}>
              {t("task.form.startNow", { count: looked.devices })}
            </Button>
            <Button variant="default" onClick={() => create.mutate({ order: spec, start: false })}>
              {t("task.form.draft")}
            </Button>
          </Group>
        </Stack>
      )}
    </Page>
  );
}

function lineOf(spec: TaskSpec): string {
  const who = spec.targets.query === undefined ? "--all" : `--query ${quoted(spec.targets.query)}`;
  const kind = spec.kind === "install" ? "" : ` --kind ${spec.kind}`;
  return `shoal task create --package ${spec.package}@${spec.version} ${who}${kind} --${spec.delivery} --start`;
}
