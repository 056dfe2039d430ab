import { join } from "node:path";
import type { TestContext } from "node:test";
import { silentLog } from "@shoal/agent/log/log";
import { askForPortal } from "@shoal/agent/portal/ask";
import { serveDoor } from "@shoal/agent/portal/door";
import { buildPortal } from "@shoal/console/build-portal";
import type { ServerOptions } from "@shoal/server/config/options";
import { start } from "../agent/scene.ts";
import type { FleetClocks } from "../fleet/fleet.ts";
import type { DeviceModel } from "../fleet/model.ts";

/** A real server, and a real agent on a simulated machine that lets its people in by its portal. */
export async function portalScene(
  t: TestContext,
  device: DeviceModel,
  options: Omit<ServerOptions, "dataDir"> = {},
  clocks: FleetClocks = {},
) {
  await buildPortal();
  const booted = await start(t, [device], options, clocks);
  const member = booted.fleet.members.get(device.name)!;
  const stateDir = join(booted.fleet.folder, device.name);
  const closeDoor = await serveDoor(stateDir, member.agent, silentLog);
  t.after(closeDoor);
  return { ...booted, member, stateDir, closeDoor, open: () => askForPortal(stateDir) };
}
