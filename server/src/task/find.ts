import { say } from "@shoal/protocol/sentence/say";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { type StoredTask, taskStore } from "./store.ts";
import { isWithin } from "./within.ts";

/**
 * A task by the number that a request names. @throws Refusal where there is none
 * @param bounds of whoever asks: a task that does not keep within them is not there for them
 */
export async function findTask(db: Db, id: string, bounds: readonly string[] | undefined): Promise<StoredTask> {
  const task = /^\d{1,15}$/.test(id) ? await taskStore(db).find(Number(id)) : undefined;
  if (!task || !isWithin(task.detail.targets, bounds)) throw new Refusal("not-found", say("names-task", { id }));
  return task;
}
