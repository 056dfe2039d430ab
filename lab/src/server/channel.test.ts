import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChannelRow } from "@shoal/protocol/api/channel";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { boot, scriptRelease } from "./booted.ts";

const AT = "/api/v1/channels";
const tool = (version: string) => ({ package: "tool", version });

test("a channel is made, moved, promoted and deleted, and each is audited once", async (t) => {
  const { operator } = await boot(t);
  await operator.trust();
  for (const version of ["1.0.0", "2.0.0"]) await operator.publish(scriptRelease(version));
  const put = (name: string, version: string) => operator.send<ChannelRow>("PUT", `${AT}/${name}`, tool(version));
  await put("pilot", "1.0.0");
  await put("pilot", "2.0.0");
  await put("pilot", "2.0.0");
  const made = await operator.post<ChannelRow>(`${AT}/all/promote`, { from: "pilot" });
  assert.deepEqual([made.version, made.previousVersion, made.createdBy], ["2.0.0", undefined, "token:admin"]);
  const { items } = await operator.get<{ items: ChannelRow[] }>(AT);
  assert.deepEqual(
    items.map((each) => [each.name, each.version, each.previousVersion]),
    [
      ["all", "2.0.0", undefined],
      ["pilot", "2.0.0", "1.0.0"],
    ],
  );
  await operator.send("DELETE", `${AT}/pilot`);
  await assert.rejects(operator.get(`${AT}/pilot`), /not-found.*channel pilot/);
  const audit = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit");
  assert.deepEqual(
    audit.items
      .filter((each) => each.what.startsWith("channel."))
      .map((each) => [each.what, each.subject, each.detail]),
    [
      ["channel.deleted", "channel:pilot", tool("2.0.0")],
      ["channel.made", "channel:all", { package: "tool", to: "2.0.0", promotedFrom: "pilot" }],
      ["channel.moved", "channel:pilot", { package: "tool", from: "1.0.0", to: "2.0.0" }],
      ["channel.made", "channel:pilot", { package: "tool", to: "1.0.0" }],
    ],
  );
});

test("a channel never points to what is not there, was recalled, or is another product", async (t) => {
  const { operator } = await boot(t);
  await operator.trust();
  for (const version of ["1.0.0", "2.0.0"]) await operator.publish(scriptRelease(version));
  await operator.publish({ ...scriptRelease("1.0.0"), name: "other" });
  await operator.send("PUT", `${AT}/pilot`, tool("1.0.0"));
  await operator.post("/api/v1/packages/tool/releases/2.0.0/recall", { reason: "it eats documents" });
  const put = (name: string, body: object) => operator.send("PUT", `${AT}/${name}`, body);
  await assert.rejects(put("pilot", tool("9")), /not-found.*release tool 9/);
  await assert.rejects(put("pilot", tool("2.0.0")), /release-recalled.*it eats documents/);
  await assert.rejects(put("pilot", { package: "other", version: "1.0.0" }), /conflict.*pilot is one of tool/);
  await assert.rejects(put("Pilot!", tool("1.0.0")), /bad-request.*name/);
  await assert.rejects(operator.post(`${AT}/all/promote`, { from: "nobody" }), /not-found.*channel nobody/);
  await operator.post("/api/v1/packages/tool/releases/1.0.0/recall", { reason: "this one too" });
  assert.equal((await operator.get<ChannelRow>(`${AT}/pilot`)).recalled, "this one too");
  await assert.rejects(operator.post(`${AT}/all/promote`, { from: "pilot" }), /release-recalled.*this one too/);
  await assert.rejects(operator.send("DELETE", `${AT}/nobody`), /not-found/);
});
