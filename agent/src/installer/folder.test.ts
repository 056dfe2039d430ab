import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { testContext } from "./fixtures/test-context.ts";
import { whyNoFolder } from "./folder.ts";
import { installWith, removeWith } from "./kinds.ts";

test("a folder whose variable is not set, or that has no root, is none", (t) => {
  process.env.SHOAL_TEST_INTO = "/srv";
  process.env.SHOAL_TEST_HERE = "here";
  t.after(() => {
    delete process.env.SHOAL_TEST_INTO;
    delete process.env.SHOAL_TEST_HERE;
  });
  const why = (into: string) => whyNoFolder({ kind: "archive", into });
  for (const into of ["/opt/a", "C:\\a", "${SHOAL_TEST_INTO}/a", "%SHOAL_TEST_INTO%/100%"])
    assert.equal(why(into), undefined, into);
  assert.match(why("${SHOAL_TEST_ABSENT}/a") ?? "", /\$\{SHOAL_TEST_ABSENT\} is not set/);
  assert.match(why("/opt/%SHOAL_TEST_ABSENT%/a") ?? "", /is not set/);
  assert.match(why("${SHOAL_TEST_HERE}/a") ?? "", /here\/a is not an absolute path/);
  assert.equal(whyNoFolder({ kind: "archive", into: "/a" }), undefined);
  assert.equal(whyNoFolder({ kind: "exec" }), undefined);
});

test("nothing is installed where the folder is none", async () => {
  const into = "${SHOAL_TEST_ABSENT}/reader";
  const context = testContext({ installer: { kind: "archive", into }, files: [] });
  assert.equal((await installWith(context)).kind, "unusable");
  assert.ok(!existsSync(join(process.cwd(), "${SHOAL_TEST_ABSENT}")));
  const image = testContext({ installer: { kind: "deb", root: "${SHOAL_TEST_ABSENT}" } });
  assert.deepEqual(await removeWith(image), {
    kind: "unusable",
    detail: "the folder ${SHOAL_TEST_ABSENT}: ${SHOAL_TEST_ABSENT} is not set on this device",
    next: "set-folder",
  });
  context.clear();
  image.clear();
});
