import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { enrol } from "@shoal/agent/agent";
import { fingerprintOf } from "@shoal/agent/identity/pending-key";
import type { DeviceRow } from "@shoal/protocol/api/device";
import type { EnrolmentRequestRow } from "@shoal/protocol/api/identity";
import type { Inventory } from "@shoal/protocol/device/platform";
import { shoalFor } from "../cli/shoal.ts";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { boot } from "../server/booted.ts";
import { folder } from "./folder.ts";

/** A machine with a maker's number. */
class NumberedHost extends SimHost {
  readonly serial: string;
  constructor(index: number, serial: string) {
    super(MIXED_FLEET[index]!);
    this.serial = serial;
  }
  override async inventory(): Promise<Inventory> {
    const inventory = await super.inventory();
    return { ...inventory, facts: { ...inventory.facts, "hardware.serial": { value: this.serial, source: "lab" } } };
  }
}

async function scene(t: Parameters<typeof boot>[0]) {
  const booted = await boot(t);
  await booted.operator.trust();
  const shoal = shoalFor(t, { SHOAL_SERVER: booted.server.url, SHOAL_TOKEN: booted.server.adminToken });
  await booted.operator.send("PUT", "/api/v1/groups/tills", { devices: [] });
  const pin = (await shoal("device", "pin")).stdout.trim();
  const come = (index: number, serial: string, stateDir = folder(t), waits?: (fingerprint: string) => void) =>
    enrol({
      server: booted.server.agentUrl,
      pin,
      host: new NumberedHost(index, serial),
      stateDir,
      everyMs: 20,
      ...(waits ? { waits } : {}),
    });
  const queue = async () =>
    (await booted.operator.get<{ items: EnrolmentRequestRow[] }>("/api/v1/enrolment-requests")).items;
  const until = async (count: number) => {
    for (let waited = 0; (await queue()).length !== count; waited++) {
      assert.ok(waited < 500, "it did not ask");
      await sleep(20);
    }
    return await queue();
  };
  const members = async () =>
    (await booted.operator.get<{ items: DeviceRow[] }>("/api/v1/devices?query=group:tills")).items.map(
      ({ name }) => name,
    );
  return { ...booted, shoal, come, queue, until, members };
}

test("a device without a token waits until a person lets it in, and is told where they do not", async (t) => {
  const { shoal, come, until, members, operator } = await scene(t);
  const [first, second] = [folder(t), folder(t)];
  const told: string[] = [];
  const coming = come(0, "SN-1", first, (fingerprint) => told.push(fingerprint));
  const [waiting] = await until(1);
  assert.equal(waiting!.fingerprint, fingerprintOf(first));
  assert.deepEqual(told, [waiting!.fingerprint]);
  assert.match((await shoal("device", "requests")).stdout, new RegExp(`${waiting!.id}.*SN-1.*${waiting!.fingerprint}`));
  const refused = assert.rejects(come(1, "SN-2", second), /The device is not let in: a person has said no/);
  const [, other] = await until(2);
  assert.equal((await shoal("device", "reject", other!.id)).code, 0);
  await refused;

  assert.equal((await shoal("device", "approve", waiting!.id, "--group", "nobody")).code, 1);
  const approved = await shoal("device", "approve", waiting!.id, "--name", "till-1", "--group", "tills");
  const { deviceId } = await coming;
  assert.equal(approved.stdout.trim(), deviceId);
  assert.deepEqual(await members(), ["till-1"]);
  await until(0);
  const { items } = await operator.get<{ items: { what: string }[] }>("/api/v1/audit?limit=50");
  for (const what of ["enrolment-request.approved", "enrolment-request.rejected", "device.enrolled"])
    assert.ok(
      items.some((each) => each.what === what),
      what,
    );
});

test("one that was announced is let in once: by its key, or by the number that it says", async (t) => {
  const { shoal, come, until, members, queue } = await scene(t);
  const keyed = folder(t);
  const fingerprint = fingerprintOf(keyed);
  const made = await shoal("device", "register", "--fingerprint", fingerprint, "--name", "till-2", "--group", "tills");
  assert.match(made.stderr, /shoal-agent enrol --server https:.* --pin /);
  await come(0, "SN-1", keyed);
  assert.deepEqual(await members(), ["till-2"]);

  await shoal("device", "register", "--serial", "SN-7");
  const { deviceId } = await come(1, "SN-7");
  assert.match((await shoal("device", "registrations")).stdout, new RegExp(`SN-7.*${deviceId}`));
  // The same number once more is one that waits.
  const copy = assert.rejects(come(2, "SN-7"), /a person has said no/);
  const [waiting] = await until(1);
  await shoal("device", "reject", waiting!.id);
  await copy;

  const { stdout } = await shoal("device", "register", "--serial", "SN-8");
  assert.equal((await shoal("device", "unregister", stdout.trim())).code, 0);
  const late = assert.rejects(come(3, "SN-8"), /a person has said no/);
  await until(1);
  await shoal("device", "reject", (await queue())[0]!.id);
  await late;
  assert.equal((await shoal("device", "register")).code, 2);
});

test("a token may put its devices into a group", async (t) => {
  const { shoal, server, members } = await scene(t);
  assert.notEqual((await shoal("device", "token", "--group", "nobody")).code, 0);
  const token = (await shoal("device", "token", "--group", "tills")).stdout.trim();
  await enrol({ server: server.agentUrl, token, host: new SimHost(MIXED_FLEET[0]!), stateDir: folder(t) });
  assert.deepEqual(await members(), [MIXED_FLEET[0]!.name]);
  assert.match((await shoal("device", "tokens")).stdout, /tills/);
});
