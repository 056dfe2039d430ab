import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { Release } from "@shoal/protocol/package/release";
import { boot, scriptRelease } from "./booted.ts";

/** `app 1.0`, and what it needs: `{ lib: ">=2" }`. */
function needing(id: string, needs: Record<string, string> = {}, more: Partial<Release> = {}): Release {
  const [name, version] = id.split(" ") as [string, string];
  const dependencies = Object.entries(needs).map(([name, versions]) => ({ package: name, versions, install: true }));
  return { ...scriptRelease(version), name, ...(dependencies.length > 0 ? { dependencies } : {}), ...more };
}

test("what needs something that is not there is refused with what to publish first, and nothing is stored", async (t) => {
  const { operator } = await boot(t);
  await operator.trust();
  await operator.publish(needing("lib 1.0"));
  await assert.rejects(
    operator.publish(needing("app 1.0", { lib: ">=2 <3" })),
    /dependency-unmet.*app 1\.0 needs lib >=2 <3; of lib there is 1\.0; publish lib in a version that is >=2 <3 first/,
  );
  await assert.rejects(
    operator.publish(needing("app 1.0", { fonts: ">=1" })),
    /dependency-unmet.*app 1\.0 needs fonts >=1, and no release of fonts is published; publish fonts/,
  );
  const packages = await operator.get<{ items: { name: string }[] }>("/api/v1/packages");
  assert.deepEqual(
    packages.items.map((each) => each.name),
    ["lib"],
  );
  const audit = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=release.published");
  assert.equal(audit.items.length, 1);

  await operator.publish(needing("lib 2.5"));
  await operator.publish(needing("app 1.0", { lib: ">=2 <3" }));
  const stored = await operator.get<{ release: Release }>("/api/v1/packages/app/releases/1.0");
  assert.deepEqual(stored.release.dependencies, [{ package: "lib", versions: ">=2 <3", install: true }]);
});

test("a circle of three and ranges that contradict each other are refused", async (t) => {
  const { operator } = await boot(t);
  await operator.trust();
  await operator.publish(needing("a 1.0"));
  await operator.publish(needing("b 1.0", { a: ">=1" }));
  await operator.publish(needing("c 1.0", { b: ">=1" }));
  await assert.rejects(
    operator.publish(needing("a 2.0", { c: ">=1" })),
    /dependency-circle.*a 2\.0 needs c 1\.0, which needs b 1\.0, which needs a 2\.0: this goes in a circle/,
  );
  await operator.publish(needing("a 2.0"));
  await operator.publish(needing("old 1.0", { a: "<2" }));
  await assert.rejects(
    operator.publish(needing("suite 1.0", { a: ">=2", old: ">=1" })),
    /dependency-unmet.*old 1\.0 needs a <2, but suite 1\.0 needs a >=2; of a there is 2\.0, 1\.0/,
  );
});

test("what a release needs can be asked before it is signed", async (t) => {
  const { operator } = await boot(t);
  await operator.trust();
  await operator.publish(needing("lib 1.0"));
  const ask = (versions: string) =>
    operator.post<{ problems: object[] }>("/api/v1/releases/check", {
      package: "app",
      version: "1.0",
      dependencies: [{ package: "lib", versions, install: true }],
    });
  assert.deepEqual(await ask(">=1"), { problems: [] });
  assert.deepEqual(await ask(">=2"), {
    problems: [
      {
        code: "dependency-unmet",
        dependency: "lib",
        message: "app 1.0 needs lib >=2; of lib there is 1.0",
        hint: "publish lib in a version that is >=2 first",
      },
    ],
  });
  await assert.rejects(ask(">3 <2"), /package-invalid.*no version is in >3 <2/);
});
