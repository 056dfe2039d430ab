import assert from "node:assert/strict";
import { test } from "node:test";
import type { PackageRow } from "@shoal/protocol/api/package";
import type { StagedRelease } from "@shoal/protocol/api/trust";
import { withWaiting } from "./with-waiting.ts";

const listed = (name: string) => ({ name, latestVersion: "1.0.0", releases: 1, updatedMs: 5 }) as PackageRow;
const sent = (name: string, version: string, createdMs: number, published = false) =>
  ({ package: name, version, createdMs, published }) as StagedRelease;

test("what waits for its signature stands beside its package, and alone where nothing of it was published", () => {
  const rows = withWaiting(
    [listed("reader"), listed("editor")],
    [
      sent("reader", "3.0.0", 9),
      sent("reader", "2.0.0", 8),
      sent("viewer", "1.0.0", 7),
      sent("editor", "1.0.0", 1, true),
    ],
  );
  assert.deepEqual(
    rows.map(({ name, latestVersion, releases, waits }) => [name, latestVersion, releases, waits]),
    [
      ["reader", "1.0.0", 1, "3.0.0"],
      ["editor", "1.0.0", 1, undefined],
      ["viewer", undefined, 0, "1.0.0"],
    ],
  );
});
