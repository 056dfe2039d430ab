import assert from "node:assert/strict";
import { test } from "node:test";
import type { Candidate, Catalogue } from "./candidate.ts";
import { describeDeadEnd } from "./describe.ts";
import { catalogue, release } from "./fixture.ts";
import { planInstall } from "./plan.ts";

/** What is installed first, in words; else why nothing is. */
function planned(target: string | Candidate, there: Catalogue, installed: Record<string, string> = {}): string {
  const [name, version] = typeof target === "string" ? target.split(" ") : [target.package, target.version];
  const candidate = typeof target === "string" ? there.get(name!)!.find((each) => each.version === version)! : target;
  const plan = planInstall(candidate, there, new Map(Object.entries(installed)));
  if (!plan.ok) return `no: ${describeDeadEnd(plan.why)}`;
  return plan.steps.map((each) => `${each.package} ${each.version}`).join(", ");
}

const SHOP = catalogue({
  "till 1.0": ["runtime >=2 <3", "fonts >=1"],
  "till 2.0": ["runtime >=3", "fonts >=1"],
  "runtime 2.0": ["base >=1"],
  "runtime 2.4": ["base >=1"],
  "runtime 3.0": ["base >=2"],
  "fonts 1.0": [],
  "base 1.0": [],
  "base 2.0": [],
});

test("what is missing is installed before what needs it, in the highest version that will do", () => {
  assert.equal(planned("till 1.0", SHOP), "fonts 1.0, base 2.0, runtime 2.4");
  assert.equal(planned("base 1.0", SHOP), "");
});

test("what is there and will do stays as it is, and what it needs is there too", () => {
  assert.equal(planned("till 1.0", SHOP, { runtime: "2.0", base: "1.0", fonts: "1.0" }), "");
  assert.equal(planned("till 1.0", SHOP, { runtime: "2.0", fonts: "1.0" }), "base 2.0");
  assert.equal(planned("till 2.0", SHOP, { runtime: "2.0", base: "1.0" }), "fonts 1.0, base 2.0, runtime 3.0");
});

test("each step says which of the others it waits for, also where what is between stays", () => {
  const plan = planInstall(SHOP.get("till")!.at(-1)!, SHOP, new Map([["runtime", "2.0"]]));
  assert.deepEqual(plan, {
    ok: true,
    steps: [
      { package: "fonts", version: "1.0", after: [] },
      { package: "base", version: "2.0", after: [] },
    ],
    after: ["fonts", "base"],
    stays: ["runtime"],
  });
});

test("one version satisfies all ranges at once, and a lower one is tried where the highest leads nowhere", () => {
  const there = catalogue({
    "app 1": ["lib >=1", "plugin >=1"],
    "plugin 1": ["lib <3"],
    "lib 1": [],
    "lib 2": [],
    "lib 3": [],
  });
  assert.equal(planned("app 1", there), "lib 2, plugin 1");
  const deep = catalogue({ "app 1": ["lib >=1"], "lib 2": ["gone >=1"], "lib 1": [] });
  assert.equal(planned("app 1", deep), "lib 1");
});

test("a release that was recalled is not taken, and is no help where it is installed", () => {
  const there = catalogue({ "app 1": ["lib >=1"], "lib 1": [] }, [release("lib 2", [], { recalled: true })]);
  assert.equal(planned("app 1", there), "lib 1");
  assert.equal(planned("app 1", there, { lib: "2" }), "lib 1");
  assert.equal(
    planned(release("app 2", ["lib >=2"]), there),
    "no: app 2 needs lib >=2; of lib there is 2 (recalled), 1",
  );
});

test("what no variant is for is not installed, but counts where it is", () => {
  const there = catalogue({ "app 1": ["lib >=2"], "lib 1": [] }, [release("lib 2", [], { fits: false })]);
  assert.equal(planned("app 1", there), "no: app 1 needs lib >=2; of lib there is 2 (not for this device), 1");
  assert.equal(planned("app 1", there, { lib: "2" }), "");
});

test("what must be there already is not installed, unless somebody else lets it be", () => {
  const there = catalogue({ "app 1": ["vpn >=5 here"], "suite 1": ["app 1", "vpn >=4"], "vpn 5": [], "vpn 4": [] });
  assert.equal(
    planned("app 1", there),
    "no: app 1 needs vpn >=5, which is not installed, and is not to be installed for it",
  );
  assert.equal(
    planned("app 1", there, { vpn: "4" }),
    "no: app 1 needs vpn >=5, but 4 is installed, and is not to be installed for it",
  );
  assert.equal(planned("app 1", there, { vpn: "5" }), "");
  assert.equal(planned("suite 1", there), "vpn 5, app 1");
});

test("why there is no plan names who needs what, and what there is", () => {
  const there = catalogue({
    "app 1": ["nothing >=1"],
    "app 2": ["lib >=9"],
    "app 3": ["lib >=2", "plugin 1"],
    "plugin 1": ["lib <2"],
    "lib 1": [],
    "lib 2": [],
    "self 2": ["tool >=1"],
    "tool 1": ["self <2"],
  });
  assert.equal(planned("app 1", there), "no: app 1 needs nothing >=1, and no release of nothing is published");
  assert.equal(planned("app 2", there), "no: app 2 needs lib >=9; of lib there is 2, 1");
  assert.equal(planned("app 3", there), "no: plugin 1 needs lib <2, but app 3 needs lib >=2; of lib there is 2, 1");
  assert.equal(planned("self 2", there), "no: self 2 is to be installed, but tool 1 needs self <2");
});

test("a circle is told whole, from where it was entered", () => {
  const there = catalogue({ "a 1": ["b >=1"], "b 1": ["c >=1"], "c 1": ["a >=1"], "out 1": ["b >=1"] });
  assert.equal(planned("a 1", there), "no: a 1 needs b 1, which needs c 1, which needs a 1: this goes in a circle");
  assert.equal(planned("out 1", there), "no: a 1 needs b 1, which needs c 1, which needs a 1: this goes in a circle");
});

test("what works on the device is not broken by what comes", () => {
  const there = catalogue({
    "app 2": ["lib >=2"],
    "old 1": ["lib <3"],
    "lib 1": [],
    "lib 2": [],
    "lib 3": [],
  });
  assert.equal(planned("app 2", there), "lib 3");
  assert.equal(planned("app 2", there, { old: "1", lib: "1" }), "lib 2");
  assert.equal(
    planned("lib 3", there, { old: "1", lib: "1" }),
    "no: lib 3 is to be installed, but old 1, which is installed, needs lib <3",
  );
  assert.equal(planned("lib 3", there, { old: "1" }), "", "what is broken already does not stand in the way");
  assert.equal(
    planned(release("app 3", ["lib >=3"]), there, { old: "1", lib: "1" }),
    "no: app 3 needs lib >=3, but old 1, which is installed, needs lib <3; of lib there is 3, 2, 1",
  );
  const both = catalogue({
    "app 2": ["lib >=2", "old >=1"],
    "old 1": ["lib <3"],
    "old 2": [],
    "lib 1": [],
    "lib 3": [],
  });
  assert.equal(
    planned("app 2", both, { old: "1", lib: "1" }),
    "lib 3, old 2",
    "what is replaced wants nothing any more",
  );
});

test("what is beyond all measure is given up, and says what stood in the way", () => {
  const releases: Record<string, string[]> = { "app 1": Array.from({ length: 30 }, (_, at) => `p${at} >=1`) };
  for (let at = 0; at < 30; at++)
    for (const version of [1, 2]) releases[`p${at} ${version}`] = at === 29 ? ["p0 >=1", "nothing >=1"] : [];
  assert.equal(
    planned("app 1", catalogue(releases)),
    "no: p29 2 needs nothing >=1, and no release of nothing is published",
  );
  const chain: Record<string, string[]> = {};
  for (let at = 0; at < 80; at++) chain[`c${at} 1`] = at < 79 ? [`c${at + 1} >=1`] : [];
  assert.match(planned("c0 1", catalogue(chain)), /^no: what it needs, directly and by others, is more than can be/);
  assert.equal(planned("c30 1", catalogue(chain)).split(", ").length, 49);
});
