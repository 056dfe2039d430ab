import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "./world.ts";

const PIECES = 150;

/** 2 % loss, 10 % late, two representatives killed. @returns control datagrams per device and minute */
function largeSubnet(devices: number): number {
  const world = new World({ seed: 11, devices, pieces: PIECES, loss: 0.02, spreadMs: 400 });
  for (let late = 0; late < devices / 10; late++) world.add(1000 + world.random() * 3000);
  for (const atMs of [2500, 6500])
    world.at(atMs, () => world.devices.find((device) => device.isAlive && device.machine.role === "leading")?.die());
  const endMs = world.run(300_000);
  assert.deepEqual(
    world.unfinished.map((device) => [device.index, device.have.size, device.machine.role, device.roles.slice(-3)]),
    [],
  );
  assert.ok(world.copies <= 1.02, `${world.copies} copies for ${devices} devices`);
  const perMinute = world.counts.controlDatagrams / world.devices.length / (endMs / 60_000);
  const { symbols } = world.counts;
  console.log(
    `${devices} devices: ${(endMs / 1000).toFixed(1)} s, ${world.copies.toFixed(3)} copies, cast ${(symbols / PIECES / 128).toFixed(2)} x, ${perMinute.toFixed(1)} control datagrams a device and minute`,
  );
  return perMinute;
}

test("500 devices, 2 % loss, 10 % late, two representatives killed; control traffic stays flat from 50 on", () => {
  const few = largeSubnet(50);
  const many = largeSubnet(500);
  assert.ok(many <= 1.2 * few, `${many} control datagrams a device and minute, with a tenth of the devices ${few}`);
});
