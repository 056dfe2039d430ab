import { explainSettings } from "@shoal/core/settings/merge";
import { IdParams } from "@shoal/protocol/api/page";
import { DeviceSettings, DeviceSettingsQuery } from "@shoal/protocol/api/settings";
import { settingsDigest } from "@shoal/protocol/node/settings-digest";
import { deviceStore } from "../device/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { taskStore } from "../task/store.ts";
import { settingStore } from "./store.ts";

export function deviceSettingsRoute(app: App, { db, hooks }: Services): void {
  app.get(
    "/api/v1/devices/:id/settings",
    {
      preValidation: hooks.may("device.read"),
      schema: {
        operationId: "getDeviceSettings",
        tags: ["settings"],
        summary: "Every setting of a device, and where its value comes from",
        params: IdParams,
        querystring: DeviceSettingsQuery,
        response: { 200: DeviceSettings, ...PROBLEMS },
      },
    },
    async (request) => {
      const sets = settingStore(db);
      const device = await deviceStore(db, () => false).find(request.params.id);
      const known = device && (await sets.ofDevice(device.id));
      if (!device || !known)
        throw new Refusal("not-found", `no device, or more than one, has the id or name ${request.params.id}`);
      const set = known.set === undefined ? undefined : await sets.find(known.set);
      const { task: taskId } = request.query;
      const task = taskId === undefined ? undefined : await taskStore(db).find(Number(taskId));
      if (taskId !== undefined && !task) throw new Refusal("not-found", `task ${taskId}`);
      const open = await sets.overrides({ deviceId: device.id });
      return {
        deviceId: device.id,
        device: device.name,
        ...(set ? { set: set.name, version: set.version } : {}),
        inForce: known.reportedDigest === settingsDigest(set?.values ?? {}),
        ...(known.reportedMs === undefined ? {} : { reportedMs: known.reportedMs }),
        items: explainSettings(
          ...(set ? [{ from: `set ${set.name}`, values: set.values }] : []),
          ...(task ? [{ from: `task ${task.id}`, values: task.detail.settings }] : []),
        ),
        overrides: open.map((each) => ({ ...each, taskId: String(each.taskId) })),
      };
    },
  );
}
