import type { Run } from "./run.ts";

/** Notes the devices of a task. @returns how many they are */
export async function hitByTask({ trx, hit }: Run, taskId: number): Promise<number> {
  const rows = await trx.selectFrom("actions").select("device_id").where("task_id", "=", taskId).execute();
  for (const { device_id } of rows) hit.add(device_id);
  return rows.length;
}
