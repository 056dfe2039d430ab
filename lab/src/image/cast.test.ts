import assert from "node:assert/strict";
import { test } from "node:test";
import { openDevice } from "@shoal/agent/image/open-device";
import { someBytes } from "../agent/fault-scene.ts";
import { model, release, run, settled, start } from "../agent/scene.ts";
import { type DeviceModel, MIXED_FLEET } from "../fleet/model.ts";
import { MIB, SETTINGS, sum } from "../session/scene.ts";
import { Subnets } from "../session/subnets.ts";
import { loopDevice, readDevice, skip } from "./loop.ts";

const linux = MIXED_FLEET.find(({ platform }) => platform.os === "linux")!;
const onLinux = (...of: Parameters<typeof model>): DeviceModel => ({ ...model(...of), platform: linux.platform });

test("an image is cast from one block device to the others of the subnet", { skip }, async (t) => {
  const names = ["a1", "a2", "a3"];
  const image = someBytes(8 * MIB + 777, "cast");
  const devices = new Map(names.map((name) => [name, loopDevice(t, 9 * MIB, 0xff)]));
  const subnets = new Subnets([names], { loss: 0.02, seed: 11 });
  const booted = await start(
    t,
    names.map((name) => onLinux(name, { openDevice: (...[, ...rest]) => openDevice(devices.get(name)!, ...rest) })),
    {},
    {},
    (name) => subnets.wireOf(name),
  );
  const { operator } = booted;
  const released = release("1.0.0", await operator.upload("disk.img", image));
  const [variant] = released.variants;
  await operator.publish({
    ...released,
    variants: [
      {
        ...variant!,
        match: { os: ["linux"] },
        installer: { kind: "image", device: "/dev/own" },
        detect: { receipt: true },
      },
    ],
  });
  const actions = await settled(booted, await run(booted, { settings: SETTINGS }));
  for (const name of names) {
    const { state, reason } = actions.get(name)!;
    assert.equal(state, "succeeded", `${name}: ${JSON.stringify(reason)}`);
    assert.ok(readDevice(devices.get(name)!, image.length).equals(image), name);
  }
  const bytes = [...actions.values()].map((row) => row.bytes);
  assert.equal(sum(bytes.map(({ origin }) => origin)), image.length, "one copy from the server");
  assert.ok(sum(bytes.map(({ multicast }) => multicast)) > image.length, JSON.stringify(bytes));
});
