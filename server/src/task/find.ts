import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { type StoredTask, taskStore } from "./store.ts";

/** A task by the number that a request names. @throws Refusal where there is none */
export async function findTask(db: Db, id: string): Promise<StoredTask> {
  const task = /^\d{1,15}$/.test(id) ? await taskStore(db).find(Number(id)) : undefined;
  if (!task) throw new Refusal("not-found", `task ${id}`);
  return task;
}
