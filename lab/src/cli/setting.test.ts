import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceSettings, SettingSetDiff, SettingSetReach, SettingSetRow } from "@shoal/protocol/api/settings";
import { SETTING_KEYS } from "@shoal/protocol/settings/rows";
import { model, start } from "../agent/scene.ts";
import { shoalFor } from "./shoal.ts";

test("a set is made, given to devices, changed, seen in force, explained and taken away", async (t) => {
  const { server } = await start(t, [model("till-1"), model("till-2"), model("desk")]);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  assert.match((await shoal("setting", "list")).stderr, /There is no set yet/);

  const made = await shoal(
    "setting",
    "set",
    "tills",
    "pollIntervalMs=5m",
    "sources=cache,origin",
    "--description",
    "In shops",
  );
  assert.deepEqual([made.code, made.stdout], [0, "tills\n"], made.stderr);
  assert.match(made.stderr, /Set tills is made\. Next: shoal setting assign tills --device NAME/);
  const given = await shoal("setting", "assign", "tills", "--name-contains", "till");
  assert.deepEqual([given.code, given.stdout], [0, "2\n"], given.stderr);
  assert.match((await shoal("setting", "assign", "tills", "--device", "till-1")).stderr, /Every device of these has/);

  const diff = await shoal("setting", "diff", "tills", "pollIntervalMs=1h", "--unset", "sources", "patches=yes");
  assert.match(diff.stdout, /^SETTING +NOW +THEN +DEVICES\npollIntervalMs +5m +1h +2\n/);
  assert.match(
    diff.stdout,
    /\npatches +true \(built-in\) +true +0\n/,
    "who says so is another, and nothing is done otherwise",
  );
  assert.match(diff.stdout, /\nsources +cache,origin +cache,multicast,peer,site,origin \(built-in\) +2\n/);
  assert.match(diff.stderr, /Set tills is at version 1; 2 devices would get it\./);
  const judged = await shoal.json<SettingSetDiff>("setting", "diff", "tills", "pollIntervalMs=5m");
  assert.deepEqual(judged.changes, [], "nothing was stored by looking, and nothing would change");

  const changed = await shoal("setting", "set", "tills", "pollIntervalMs=1h", "--unset", "sources");
  assert.match(changed.stderr, /version 2, for 2 devices: those connected have it in seconds/);
  for (let tries = 0; ; tries++) {
    const reach = await shoal.json<SettingSetReach>("setting", "reach", "tills");
    if (reach.inForce === 2) break;
    assert.ok(tries < 40, JSON.stringify(reach));
  }
  assert.match((await shoal("setting", "reach", "tills")).stdout, /^2 of 2 devices run with version 2 of set tills\n$/);
  assert.match((await shoal("setting", "list")).stdout, /\ntills +2 +2 +2 .* by token:admin +pollIntervalMs=1h\n$/);
  const printed = (await shoal("setting", "get", "tills")).stdout;
  assert.match(
    printed,
    /^set +tills\nfor +In shops\nversion +2, .*\ndevices +2, in force on 2\n\nSETTING .*\npollIntervalMs +1h +15m\n$/,
  );

  const told = await shoal("setting", "explain", "TILL-1");
  assert.match(told.stdout, /\npollIntervalMs +1h +set tills\n/);
  assert.match(told.stdout, /\nsources +cache,multicast,peer,site,origin +built-in\n/);
  assert.match(told.stderr, /till-1 has set tills, version 2, and said that it runs with it\./);
  const desk = await shoal.json<DeviceSettings>("setting", "explain", "desk");
  assert.deepEqual([desk.set, desk.items.length], [undefined, SETTING_KEYS.length]);

  const refused = await shoal("setting", "delete", "tills");
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /assigned to 2 devices; unassign it first/);
  assert.equal((await shoal("setting", "unassign", "tills", "--all")).stdout, "2\n");
  const unset = await shoal("setting", "unset", "tills", "pollIntervalMs", "patches");
  assert.match(unset.stderr, /patches was not in the set\.[\s\S]*version 3\. No device has it/);
  assert.match((await shoal("setting", "get", "tills")).stderr, /It changes nothing/);
  assert.deepEqual((await shoal.json<SettingSetRow>("setting", "get", "tills")).values, {});
  assert.equal((await shoal("setting", "delete", "tills")).code, 0);
  assert.equal((await shoal("setting", "get", "tills")).code, 1);
});

test("what cannot be is refused before it is stored, and says what can", async (t) => {
  const { server } = await start(t, [model("one")]);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const refusal = async (...args: string[]) => {
    const { code, stdout, stderr } = await shoal("setting", ...args);
    assert.equal(stdout, "");
    return `${code} ${stderr}`;
  };
  assert.match(await refusal("set", "a", "polIntervalMs=5m"), /^2 [\s\S]*Did you mean pollIntervalMs\?/);
  assert.match(await refusal("set", "a", "fetchParallel=99"), /^2 [\s\S]*It can be 1 to 16/);
  assert.match(await refusal("set", "a", "sources=cache"), /^1 [\s\S]*set a: /);
  assert.match(await refusal("set", "a", "multicast=no", "--unset", "multicast"), /^2 [\s\S]*at once/);
  assert.match(await refusal("set", "../a", "multicast=no"), /^1 /);
  assert.match(await refusal("unset", "a", "multicast"), /^1 [\s\S]*There is no set a/);
  assert.match(await refusal("assign", "a"), /^2 [\s\S]*Which devices\?/);
  assert.match(await refusal("assign", "a", "--all"), /^1 [\s\S]*set a/);
  assert.match(await refusal("explain", "nobody"), /^1 [\s\S]*There is no device nobody/);
  assert.match((await shoal("setting", "list")).stderr, /There is no set yet/);
});

test("the table of settings needs no server", async (t) => {
  const shoal = shoalFor(t, {});
  const { stdout, code } = await shoal("setting", "rows");
  assert.equal(code, 0);
  for (const key of SETTING_KEYS) assert.match(stdout, new RegExp(`^${key} `, "m"));
});
