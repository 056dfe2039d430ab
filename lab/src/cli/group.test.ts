import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceRow } from "@shoal/protocol/api/device";
import type { GroupDetail } from "@shoal/protocol/api/group";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { published } from "./scenes.ts";
import { shoalFor } from "./shoal.ts";

interface List<T> {
  items: T[];
}

test("devices are tagged, described, found, grouped and taken for a task", async (t) => {
  const { shoal, enrol } = await published(t);
  for (const index of [0, 1, 5, 10, 20, 21]) await enrol(index);
  const answer = async (...args: string[]) => {
    const { code, stdout, stderr } = await shoal(...args);
    assert.equal(code, 0, stderr);
    return `${stdout}${stderr}`;
  };
  assert.equal(
    await answer("device", "tag", "desk-berlin-01", "desk-berlin-02", "+till", "+old"),
    "2\n+till +old on 2 devices.\n",
  );
  assert.equal(await answer("device", "tag", "desk-berlin-01", "-old", "+till"), "1\n+till -old on one device.\n");
  assert.equal(
    await answer("device", "tag", "--query", "name:desk-*", "+till"),
    "0\n2 devices were like that already.\n",
  );
  assert.equal(
    await answer("device", "tag", "--query", "tag:none", "+x"),
    "0\nNo device is like that; nothing was changed.\n",
  );
  assert.equal(
    await answer("device", "set", "lap-carla", "floor=3", "room=a, b"),
    "1\nfloor=3 room=a, b on one device.\n",
  );
  assert.equal(await answer("device", "set", "--os", "macos", "room="), "1\nroom= on one device.\n");
  const listed = await shoal.json<List<DeviceRow>>(
    "device",
    "list",
    "--query",
    "tag:till not tag:old or attr.floor:>2",
  );
  assert.deepEqual(
    listed.items.map((device) => device.name),
    ["desk-berlin-01", "lap-carla"],
  );
  const shown = (await shoal("device", "get", "lap-carla")).stdout;
  assert.match(shown, /\npresence +new: enrolled .* ago, and has never checked in\nseen +never\ntags +-\n/);
  assert.match(shown, /\nATTRIBUTE +VALUE\nfloor +3\n/);

  assert.match(
    await answer("group", "create", "tills", "--query", "tag:till"),
    /^tills\nGroup tills is made: 2 devices at this moment\. Next: shoal group members tills\n$/,
  );
  assert.match(
    await answer("group", "create", "desks", "desk-berlin-01", "--description", "In Berlin"),
    /a list of one device/,
  );
  assert.match(await answer("group", "create", "empty"), /a list of 0 devices\. Next: shoal group add empty DEVICE/);
  assert.equal(
    await answer("group", "add", "desks", "desk-berlin-02", "--query", "os:macos"),
    "2\nGroup desks is a list of 3 devices; 2 devices put on it.\n",
  );
  assert.equal(
    await answer("group", "remove", "desks", "lap-carla"),
    "1\nGroup desks is a list of 2 devices; one device taken off it.\n",
  );
  assert.equal(
    await answer("group", "remove", "desks", "lap-carla"),
    "0\nGroup desks is a list of 2 devices, as before.\n",
  );
  assert.match(
    await answer("group", "set", "tills", "--query", "tag:till not group:desks"),
    /at version 2: 0 devices at this moment\. Before, there were 2\.\n$/,
  );
  assert.match(await answer("group", "members", "tills"), /^Nobody is in group tills at this moment\.\n$/);
  assert.match(
    (await shoal("group", "list")).stdout,
    /\ndesks +2 +- +a list .* In Berlin\nempty +0 .*\ntills +0 +- +tag:till not group:desks/,
  );
  assert.equal((await shoal.json<List<DeviceRow>>("group", "members", "desks")).items.length, 2);

  const task = await shoal.json<TaskDetail>(
    "task",
    "create",
    "--package",
    "tool@1.0.0",
    "--group",
    "desks",
    "--query",
    "os:linux tag:x",
  );
  assert.match((await shoal("task", "get", task.id)).stdout, /\nfor +query os:linux tag:x; and group desks\n/);
  const used = await shoal("group", "delete", "desks");
  assert.match(
    used.stderr,
    /error: The group is still used\n {2}why: {5}group desks is used by group tills, task 1 \(.*, draft\)\n/,
  );
  assert.equal((await shoal.json<GroupDetail>("group", "get", "desks")).usedBy.length, 2);
  await shoal("task", "cancel", task.id);
  await shoal("group", "delete", "tills");
  assert.match(await answer("group", "delete", "desks"), /^desks\nGroup desks is deleted\./);

  const all = "os:windows or not os:windows";
  const refused = await shoal("task", "create", "--package", "tool@1.0.0", "--query", all);
  assert.equal(refused.code, 1);
  assert.match(
    refused.stderr,
    /error: The query matches every device\n.*matches every device there is, 6 of 6\n {2}next: {4}Write all .* --yes/,
  );
  assert.equal((await shoal("task", "create", "--package", "tool@1.0.0", "--query", all, "--yes")).code, 0);
  assert.equal(await answer("device", "tag", "--query", all, "--yes", "+all"), "6\n+all on 6 devices.\n");
});

test("the rules of presence are shown and changed", async (t) => {
  const { shoal } = await published(t);
  assert.match((await shoal("fleet", "rules")).stdout, /\nstaleAfterMs +7 d +7 d .*\nretireAfterMs +90 d +90 d /);
  const changed = await shoal("fleet", "rules", "staleAfterMs=3d", "retireAfterMs=never");
  assert.match(changed.stdout, /\nstaleAfterMs +3 d +7 d .*\nretireAfterMs +never +90 d /);
  assert.deepEqual(await shoal.json("fleet", "rules"), {
    staleAfterMs: 3 * 86_400_000,
    retireAfterMs: 0,
    auditKeepMs: 0,
    approvalAboveDevices: 0,
    approvalForScripts: 0,
  });
  const refused = await shoal("fleet", "rules", "retireAfterMs=2d");
  assert.match(refused.stderr, /cannot be retired \(retireAfterMs 172800000\) before it is stale/);
  assert.deepEqual(await shoal.json("fleet", "rules"), {
    staleAfterMs: 3 * 86_400_000,
    retireAfterMs: 0,
    auditKeepMs: 0,
    approvalAboveDevices: 0,
    approvalForScripts: 0,
  });
});

test("what is mistyped is refused before anything is sent, with the place and a way out", async (t) => {
  const shoal = shoalFor(t, { SHOAL_SERVER: "http://127.0.0.1:2", SHOAL_TOKEN: "none" });
  const cases: [args: string[], says: RegExp][] = [
    [
      ["device", "list", "--query", "tag:till oss:x"],
      /why: {5}there is no key "oss"\n {11}tag:till oss:x\n {20}\^\n {2}next: {4}Did you mean os:windows\?\n/,
    ],
    [
      ["task", "create", "--package", "a@1", "--query", "(os:linux"],
      /this parenthesis is not closed\n {11}\(os:linux\n {11}\^\n/,
    ],
    [["group", "create", "a", "--query", ""], /there is nothing in it\n {2}next: {4}Write all/],
    [["group", "create", "a", "till-1", "--query", "all"], /a list or a query, not both/],
    [["group", "create", "Über uns"], /"Über uns" cannot be the name of a group[\s\S]*: uber-uns\./],
    [["group", "set", "a"], /What shall become another\?/],
    [["group", "add", "a"], /Which devices\?/],
    [["group", "add", "a", "till-1", "--all"], /--all already means every device/],
    [["device", "tag", "till-1"], /Which tags\?/],
    [["device", "tag", "+x"], /Which devices\?/],
    [["device", "tag", "till-1", "+Kasse 7"], /"Kasse 7" cannot be a tag[\s\S]*: kasse-7\./],
    [["device", "tag", "till-1", "-Old"], /"Old" cannot be a tag/],
    [["device", "set", "till-1"], /Which attributes\?/],
    [["device", "set", "till-1", "Floor=3"], /"Floor" cannot be the name of an attribute[\s\S]*: floor\./],
    [["fleet", "rules", "staleAfter=3d"], /There is no rule "staleAfter"[\s\S]*Did you mean staleAfterMs\?/],
    [["fleet", "rules", "staleAfterMs=soon"], /staleAfterMs cannot be "soon"[\s\S]*1 min up to 3650 d/],
    [["fleet", "rules", "staleAfterMs"], /staleAfterMs has no value/],
  ];
  for (const [args, says] of cases) {
    const { code, stdout, stderr } = await shoal(...args);
    assert.deepEqual([code, stdout], [2, ""], `${args.join(" ")}: ${stderr}`);
    assert.match(stderr, says, args.join(" "));
  }
});
