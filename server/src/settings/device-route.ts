import { explainSettings } from "@shoal/core/settings/merge";
import { IdParams } from "@shoal/protocol/api/page";
import { DeviceSettings, DeviceSettingsQuery } from "@shoal/protocol/api/settings";
import { settingsDigest } from "@shoal/protocol/node/settings-digest";
import { boundsOf } from "../auth/hooks.ts";
import { findDevice } from "../device/find.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { findTask } from "../task/find.ts";
import { settingStore } from "./store.ts";

export function deviceSettingsRoute(app: App, services: Services): void {
  const { db, hooks } = services;
  app.get(
    "/api/v1/devices/:id/settings",
    {
      preValidation: hooks.may("device.read", "groups"),
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
      const device = await findDevice(services, request, request.params.id);
      const known = (await sets.ofDevice(device.id))!;
      const set = known.set === undefined ? undefined : await sets.find(known.set);
      const { task: taskId } = request.query;
      const task = taskId === undefined ? undefined : await findTask(db, String(taskId), boundsOf(request));
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
