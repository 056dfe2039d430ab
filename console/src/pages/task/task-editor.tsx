import { Button, Group, Stack, Text } from "@mantine/core";
import type { Preview } from "@shoal/protocol/api/task";
import { PRIORITY } from "@shoal/protocol/task/kinds";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api, Refused } from "../../api/client.ts";
import { packageQuery, packagesQuery } from "../../api/package.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatTime } from "../../text/format.ts";
import { inWords } from "../../text/said.ts";
import { ConfirmCount } from "../../ui/confirm-count.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { isWithin } from "../../ui/within.ts";
import { AskedMeanwhile } from "./asked-meanwhile.tsx";
import { DiscardDraft } from "./discard-draft.tsx";
import { forget } from "./kept-form.ts";
import { TaskFields } from "./task-fields.tsx";
import { lineOf, specOf, type TaskForm, wrongRing } from "./task-form.ts";
import { TaskPreview } from "./task-preview.tsx";
import { useAsked } from "./use-asked.ts";
import { useDraft } from "./use-draft.ts";

interface Editor {
  actor: string;
  draft: string | undefined;
  initial: TaskForm;
  /** The form is just what the server has, or nobody has filled in anything. */
  untouched: boolean;
  /** When this was filled in, where it was found in this browser and not asked for. */
  keptMs?: number | undefined;
  /** When approval was asked for that the person changes it in spite of. */
  agreedMs?: number | undefined;
  /** Takes an empty form in the place of that. */
  onAnew?: () => void;
  onMade: (draft: string) => void;
}

/** What, who, how, when; then what it would do, before anything is sent. A draft at each step. */
export function TaskEditor({ actor, draft, initial, untouched, keptMs, agreedMs, onAnew, onMade }: Editor) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const needs = useNeeds();
  const packages = useQuery(packagesQuery);
  const [began] = useState({ initial, untouched, keptMs });
  const [filled, setFilled] = useState(initial);
  const pristine = began.untouched && filled === began.initial;
  const name = filled.package || packages.data?.items[0]?.name || "";
  const found = useQuery({ ...packageQuery(name), enabled: name !== "" });
  const form = { ...filled, package: name, version: filled.version || (found.data?.latestVersion ?? "") };
  const spec = specOf(form);
  const wrong = spec === undefined ? whatIsWrong(t, form) : undefined;
  const { asked, agree } = useAsked(draft, agreedMs);
  // Saving takes the question back: nobody does that by having the page open.
  const denied = needs("task.write") ?? (asked && t("task.draft.asked"));
  const draftOf = useDraft({
    ...{ actor, draft, form: filled, spec, onMade },
    untouched: pristine,
    disabledReason: denied,
  });

  const preview = useMutation({
    mutationFn: (order: TaskSpec) => answerOf(api.POST("/api/v1/tasks/preview", { body: order })),
  });
  // What was previewed is what is started: once the form says something else, it has to be looked at again.
  const looked =
    preview.data !== undefined && JSON.stringify(preview.variables) === JSON.stringify(spec)
      ? (preview.data as Preview)
      : undefined;
  const finish = useMutation({
    mutationFn: async ({ start, confirm }: { start: boolean; confirm?: number }) => {
      const id = await draftOf.now(confirm);
      if (start) await answerOf(api.POST("/api/v1/tasks/{id}/start", { params: { path: { id } } }));
      return id;
    },
    onSuccess: (task) => {
      for (const each of [undefined, task]) forget(actor, each);
      void navigate({ to: "/tasks/$task", params: { task } });
    },
  });
  const startDenied = denied ?? needs("task.start");
  // One's own order asks, too, and leads away from here.
  const isOwn = finish.isPending || finish.isSuccess;

  return (
    <Page
      title={draft === undefined ? t("task.new") : t("task.draft.title", { draft })}
      actions={
        <>
          {draft !== undefined && <CopyAsCli line={`shoal task start ${draft}`} />}
          {draft === undefined && spec !== undefined && <CopyAsCli line={lineOf(form)} />}
          {draft !== undefined && (
            <DiscardDraft
              draft={draft}
              onDone={() => {
                forget(actor, draft);
                void navigate({ to: "/tasks" });
              }}
            />
          )}
        </>
      }
    >
      {draft !== undefined && asked !== undefined && !isOwn && (
        <AskedMeanwhile draft={draft} who={asked.askedBy} onAgreed={agree} />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (spec) preview.mutate(spec);
        }}
      >
        <Stack maw={760}>
          {began.keptMs !== undefined && onAnew !== undefined && (
            <Group>
              <Text size="sm">{t("task.draft.continued", { when: formatTime(began.keptMs) })}</Text>
              {draft === undefined ? (
                // What is on its way to become a draft would be one nobody knows of.
                <Button size="xs" variant="default" loading={draftOf.isPending} onClick={onAnew}>
                  {t("task.draft.anew")}
                </Button>
              ) : (
                <DiscardDraft draft={draft} anew onDone={onAnew} />
              )}
            </Group>
          )}
          <TaskFields
            form={form}
            packages={packages.data?.items.map((row) => row.name) ?? []}
            versions={found.data?.items.map((row) => row.version) ?? []}
            onChange={(more) => setFilled((before) => ({ ...before, ...more }))}
          />
          <Group>
            <SubmitButton label={t("task.form.show")} disabledReason={wrong} pending={preview.isPending} />
            <Button
              variant="default"
              disabled={wrong !== undefined || denied !== undefined}
              title={wrong ?? denied}
              onClick={() => finish.mutate({ start: false })}
            >
              {t("task.form.draft")}
            </Button>
            <Saved draft={draftOf} id={draft} wrong={wrong ?? (asked && denied)} untouched={pristine} />
          </Group>
        </Stack>
      </form>
      {preview.error !== null && <ProblemMessage error={preview.error} />}
      {finish.error !== null && finish.variables !== undefined && (
        <ConfirmCount
          error={finish.error}
          onConfirm={(confirm) => finish.mutate({ start: finish.variables.start, confirm })}
        />
      )}
      {looked !== undefined && spec !== undefined && (
        <Stack>
          <TaskPreview preview={looked} />
          <Group>
            <Button
              loading={finish.isPending}
              disabled={startDenied !== undefined}
              title={startDenied}
              onClick={() => finish.mutate({ start: true })}
            >
              {t("task.form.startNow", { count: looked.devices })}
            </Button>
          </Group>
        </Stack>
      )}
    </Page>
  );
}

/** Of a form that is no order yet. */
function whatIsWrong(t: TFunction, form: TaskForm): string {
  const ring = wrongRing(form);
  if (ring !== undefined) return t("task.form.ringWrong", { ring: ring.name });
  return isWithin(form.priority, PRIORITY) ? t("task.form.missing") : t("common.notWithin", PRIORITY);
}

interface SavedProps {
  draft: Pick<ReturnType<typeof useDraft>, "isSaved" | "isPending" | "error">;
  id: string | undefined;
  /** Why no server would take it yet. */
  wrong: string | undefined;
  untouched: boolean;
}

/** Where what is filled in is kept by now. */
function Saved({ draft: { isSaved, isPending, error }, id, wrong, untouched }: SavedProps) {
  const { t } = useTranslation();
  const said = () => {
    if (id !== undefined && (isSaved || untouched)) return t("task.draft.saved", { draft: id });
    if (untouched) return "";
    if (error !== undefined)
      return t("task.draft.refused", {
        why: error instanceof Refused ? inWords(error.problem.detail ?? error.message) : "",
      });
    if (wrong === undefined || isPending) return t("task.draft.saving");
    return id === undefined ? t("task.draft.here", { why: wrong }) : t("task.draft.hereOf", { why: wrong, draft: id });
  };
  return (
    <Text size="sm" c="var(--tone-neutral)" role="status" flex="1 1 14rem">
      {said()}
    </Text>
  );
}
