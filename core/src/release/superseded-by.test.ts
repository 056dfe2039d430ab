import assert from "node:assert/strict";
import { test } from "node:test";
import { supersededBy } from "./superseded-by.ts";

test("a release takes the place of the versions that it names, or of all", () => {
  const release = {
    supersedes: [
      { package: "old", versions: "<2", remove: true },
      { package: "older", remove: false },
    ],
  };
  const said = (name: string, version: string) => supersededBy(release, { package: name, version })?.remove;
  assert.deepEqual(
    [said("old", "1.9"), said("old", "2.0"), said("older", "7"), said("other", "1")],
    [true, undefined, false, undefined],
  );
  assert.equal(supersededBy({}, { package: "old", version: "1" }), undefined);
});
