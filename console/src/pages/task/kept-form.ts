import { EMPTY_FORM, type TaskForm } from "./task-form.ts";

/** With when it was kept last. */
interface Kept {
  form: TaskForm;
  keptMs: number;
}

/** What a person has filled in, and the server does not have yet, by their name and the draft that it is of. */
const keyOf = (actor: string, draft: string | undefined) => `shoal.task.${actor}.${draft ?? "new"}`;

export function readKept(actor: string, draft: string | undefined): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(actor, draft)) ?? "null") as {
      form?: Partial<TaskForm>;
      keptMs?: number;
    } | null;
    if (kept?.form === undefined) return undefined;
    return { form: { ...EMPTY_FORM, package: "", version: "", ...kept.form }, keptMs: kept.keptMs ?? Date.now() };
  } catch {
    return undefined;
  }
}

export function keep(actor: string, draft: string | undefined, form: TaskForm): void {
  localStorage.setItem(keyOf(actor, draft), JSON.stringify({ form, keptMs: Date.now() } satisfies Kept));
}

export function forget(actor: string, draft: string | undefined): void {
  localStorage.removeItem(keyOf(actor, draft));
}
