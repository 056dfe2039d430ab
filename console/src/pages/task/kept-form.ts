import { EMPTY_FORM, type TaskForm } from "./task-form.ts";

/** What a person has filled in, and the server does not have yet, by their name and the draft that it is of. */
const keyOf = (actor: string, draft: string | undefined) => `shoal.task.${actor}.${draft ?? "new"}`;

export function readKept(actor: string, draft: string | undefined): TaskForm | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(actor, draft)) ?? "null") as Partial<TaskForm> | null;
    return kept === null ? undefined : { ...EMPTY_FORM, package: "", version: "", ...kept };
  } catch {
    return undefined;
  }
}

export function keep(actor: string, draft: string | undefined, form: TaskForm): void {
  localStorage.setItem(keyOf(actor, draft), JSON.stringify(form));
}

export function forget(actor: string, draft: string | undefined): void {
  localStorage.removeItem(keyOf(actor, draft));
}
