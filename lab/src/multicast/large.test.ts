import assert from "node:assert/strict";
import { test } from "node:test";
import { type LargeSubnet, largeSubnet } from "./large.ts";

function run(devices: number): LargeSubnet {
  const subnet = largeSubnet(devices);
  const { ms, copies, cast, controlPerDeviceAndMinute, unfinished } = subnet;
  console.log(
    `${devices} devices: ${(ms / 1000).toFixed(1)} s, ${copies.toFixed(3)} copies, cast ${cast.toFixed(2)} x, ${controlPerDeviceAndMinute.toFixed(1)} control datagrams a device and minute`,
  );
  assert.deepEqual(unfinished, []);
  assert.ok(copies <= 1.02, `${copies} copies for ${devices} devices`);
  return subnet;
}

test("500 devices, 2 % loss, 10 % late, two representatives killed; control traffic stays flat from 50 on", () => {
  const few = run(50).controlPerDeviceAndMinute;
  const many = run(500).controlPerDeviceAndMinute;
  assert.ok(many <= 1.2 * few, `${many} control datagrams a device and minute, with a tenth of the devices ${few}`);
});
