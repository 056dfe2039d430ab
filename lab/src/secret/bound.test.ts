import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { sealingKey } from "@shoal/agent/secret/key";
import { unseal } from "@shoal/agent/secret/unseal";
import { targetPath } from "@shoal/core/trust/layout";
import type { SecretRow } from "@shoal/protocol/api/secret";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { Platform } from "@shoal/protocol/device/platform";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { MIXED_FLEET } from "../fleet/model.ts";
import type { Refused } from "../fleet/operator.ts";
import { boot } from "../server/booted.ts";
import { licensed } from "./scene.ts";

const MINE = MIXED_FLEET[0]!.platform.os;
const OTHER: Platform["os"] = MINE === "windows" ? "linux" : "windows";

/** One secret for the device of the test, another for devices of a kind that it is not. */
function forTwo(version: string) {
  const release = licensed(version, "exit 0", { match: { os: [MINE] } });
  const [own] = release.variants;
  const other = { ...own!, id: "other", match: { os: [OTHER] }, secrets: { OTHER_KEY: "other-licence" } };
  return { ...release, variants: [own!, other] };
}

test("a secret is for packages that it is bound to: at publication, at a task's start and when it is sealed", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  const folder = mkdtempSync(join(tmpdir(), "shoal-bound-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "state"));
  const stateDir = join(folder, "state");
  const device = await enrol(0);
  const put = (name: string, body: object) => operator.send<SecretRow>("PUT", `/api/v1/secrets/${name}`, body);
  const refused = async (tried: Promise<unknown>, code: string, detail: RegExp) =>
    await assert.rejects(tried, ({ problem }: Refused) => {
      assert.equal(problem.code, code);
      assert.match(problem.detail ?? "", detail);
      return true;
    });

  await refused(
    operator.stage(forTwo("1.0.0")),
    "secret-unset",
    /^the secret acme-licence is not set; set it: .* --package licensed\. the secret other-licence is not set/,
  );
  await refused(put("acme-licence", { packages: ["licensed"] }), "not-found", /^secret acme-licence$/);
  await refused(
    put("acme-licence", { value: "of the first" }),
    "bad-request",
    /^body\/packages: a new secret says which packages/,
  );
  await put("acme-licence", { value: "of the first", packages: ["licensed-too", "other"] });
  await put("other-licence", { value: "of the other", packages: ["licensed"] });
  await refused(
    operator.stage(forTwo("1.0.0")),
    "secret-unbound",
    /^licensed may not use the secret acme-licence; .*secret bind acme-licence/,
  );
  const bound = await put("acme-licence", { packages: ["other", "licensed"] });
  assert.deepEqual([bound.version, bound.packages], [1, ["licensed", "other"]]);
  // What waits for its signature is asked again when it has it.
  const release = forTwo("1.0.0");
  const { digest, sizeBytes } = await operator.stage(release);
  const target = { path: targetPath(release), length: sizeBytes, sha256: digest };
  await put("acme-licence", { packages: [] });
  const signed = operator.submit([operator.publisher.add(target)]);
  await refused(signed, "secret-unbound", /^licensed may not use the secret acme-licence/);
  await put("acme-licence", { packages: ["licensed"] });
  await operator.publish(release);

  const started = async () => {
    const spec = { kind: "install", delivery: "pull", package: "licensed", version: "1.0.0", targets: { all: true } };
    const { id } = await operator.post<{ id: string }>("/api/v1/tasks", spec);
    return operator.post(`/api/v1/tasks/${id}/start`);
  };
  const taken = async () => (await device.take(0, { sealingKey: sealingKey(stateDir).told })).at(-1) as StartAssignment;
  await put("acme-licence", { packages: ["other"] });
  await refused(
    started(),
    "secret-unbound",
    /^licensed may not use the secret acme-licence; .*secret bind acme-licence/,
  );
  await put("acme-licence", { packages: ["licensed"] });
  await started();
  const given = await taken();
  assert.deepEqual(await unseal(stateDir, given, { LICENCE_KEY: "acme-licence" }), {
    ok: true,
    env: { LICENCE_KEY: "of the first" },
  });
  const more = await unseal(stateDir, given, { LICENCE_KEY: "acme-licence", OTHER_KEY: "other-licence" });
  assert.match(more.ok ? "" : more.detail, /^other-licence is not set on the server, not for this package/);
  // Started while it could, and handed out when it no longer may.
  await started();
  await put("acme-licence", { packages: [] });
  const withheld = await unseal(stateDir, await taken(), { LICENCE_KEY: "acme-licence" });
  assert.match(withheld.ok ? "" : withheld.detail, /^acme-licence is not set on the server, not for this package/);

  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?limit=200");
  const details = (what: string) => items.filter((each) => each.what === what).map((each) => each.detail);
  assert.deepEqual(
    details("secret.sealed").map(({ secrets, withheld }) => [secrets, withheld]),
    [
      [[], ["acme-licence"]],
      [["acme-licence"], []],
    ],
  );
  assert.deepEqual(details("secret.bound").at(-1), { from: [], to: ["licensed-too", "other"] });
  assert.deepEqual(details("secret.bound")[0], { from: ["licensed"], to: [] });
});
