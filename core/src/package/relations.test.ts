import assert from "node:assert/strict";
import { test } from "node:test";
import { formatPlacedProblem, parsePackageFile } from "@shoal/protocol/package/parse";
import type { Release } from "@shoal/protocol/package/release";
import { normalise } from "./normalise.ts";
import { validateRelease } from "./validate.ts";

const yaml = (relations: string) => `name: reader
version: "24.2.0"
publisher: Example
${relations}
variants:
  - id: linux
    match: { os: linux }
    installer: { kind: script, run: "true" }
    detect: { file: { path: /opt/reader } }
`;

/** The release, or what its author is told. */
function read(relations: string): Release | string[] {
  const parsed = parsePackageFile(yaml(relations));
  if (!parsed.ok) return parsed.problems.map((each) => formatPlacedProblem("shoal.yaml", each));
  const result = normalise(parsed.file, new Map());
  if (result.ok) return result.release;
  return result.problems.map((each) =>
    formatPlacedProblem("shoal.yaml", { ...each, ...parsed.positionOf(each.path, each.on) }),
  );
}

test("what an author says of other packages is signed with every default written out", () => {
  const release = read(`dependencies:
  - { package: runtime, versions: ">=2 <3" }
  - { package: vpn, versions: ">=5", install: false, match: { os: windows } }
  - { package: fonts, versions: "1.0", match: {} }
supersedes:
  - { package: classic }
  - { package: legacy, versions: "<9", remove: true }`);
  assert.ok(!Array.isArray(release), JSON.stringify(release));
  assert.deepEqual(release.dependencies, [
    { package: "runtime", versions: ">=2 <3", install: true },
    { package: "vpn", versions: ">=5", install: false, match: { os: ["windows"] } },
    { package: "fonts", versions: "1.0", install: true },
  ]);
  assert.deepEqual(release.supersedes, [
    { package: "classic", remove: false },
    { package: "legacy", versions: "<9", remove: true },
  ]);
});

test("a release that names no others is what it was before there were such lists", () => {
  const release = read("dependencies: []\nsupersedes: []");
  assert.ok(!Array.isArray(release));
  assert.deepEqual(Object.keys(release), ["format", "name", "version", "publisher", "description", "variants"]);
});

/** [what is written, what is said] */
const PROBLEMS: [string, ...string[]][] = [
  [
    "dependencies:\n  - { package: runtime }",
    'shoal.yaml:5:5: dependencies[0]: "versions" is missing: Comparisons with spaces between them, all of which must hold: >=24.2 <25',
  ],
  [
    "dependencies:\n  - { package: runtime, version: 2 }",
    'shoal.yaml:5:25: unknown key "version": did you mean "versions"?',
  ],
  [
    "dependencies:\n  - { package: runtime, versions: 2 }",
    'shoal.yaml:5:35: versions must be text, not the number 2: quote it: "2"',
  ],
  [
    'dependencies:\n  - { package: Run Time, versions: ">=2" }',
    'shoal.yaml:5:16: package cannot be "Run Time": Lower-case letters, digits, dot, dash, underscore',
  ],
  [
    'dependencies:\n  - { package: runtime, versions: "^2" }',
    'shoal.yaml:5:35: versions: "^2" is not a version: a range is comparisons with spaces between them, >=1.2 <2',
  ],
  ['dependencies:\n  - { package: runtime, versions: ">=3 <2" }', "shoal.yaml:5:35: versions: no version is in >=3 <2"],
  [
    'dependencies:\n  - { package: reader, versions: ">=2" }',
    'shoal.yaml:5:16: "reader" is this package itself: a package cannot need itself',
  ],
  [
    'dependencies:\n  - { package: runtime, versions: ">=2" }\n  - { package: runtime, versions: "<3" }',
    'shoal.yaml:6:16: "runtime" is there twice: write one range that holds for both: >=2 <3',
  ],
  [
    'dependencies:\n  - { package: runtime, versions: ">=2", install: no }',
    'shoal.yaml:5:51: install must be true or false, not the text "no"',
  ],
  [
    'dependencies:\n  - { package: runtime, versions: ">=2", match: { os: macos, distribution: debian } }',
    "shoal.yaml:5:76: there are no distributions on macos: only linux has",
  ],
  [
    "supersedes: [{ package: reader }]",
    'shoal.yaml:4:25: "reader" is this package itself: an earlier version of the same package is replaced anyway',
  ],
  ['supersedes: [{ package: old, versions: "<2 >3" }]', "shoal.yaml:4:40: versions: no version is in <2 >3"],
  [
    "supersedes: [{ package: old }, { package: old }]",
    'shoal.yaml:4:43: "old" is there twice: write one range that holds for both: >=2 <3',
  ],
  [
    'dependencies: [{ package: old, versions: ">=2" }]\nsupersedes: [{ package: old, versions: "<2" }]',
    'shoal.yaml:5:25: "old" is needed and superseded at the same time: an earlier version of what is needed is replaced anyway',
  ],
  [
    `dependencies: [${Array.from({ length: 33 }, (_, at) => `{ package: p${at}, versions: "1" }`).join(", ")}]`,
    "shoal.yaml:4:15: dependencies has 33 entries, at most 32 are allowed",
  ],
];

test("an author hears what is wrong with it, where it is", () => {
  for (const [text, ...expected] of PROBLEMS) assert.deepEqual(read(text), expected, text);
});

test("whoever signs something else is not believed either", () => {
  const release = read('dependencies: [{ package: runtime, versions: ">=2" }]');
  assert.ok(!Array.isArray(release));
  assert.deepEqual(validateRelease(release), []);
  for (const dependencies of [
    [],
    [{ package: "runtime", versions: ">=2" }],
    [{ package: "reader", versions: ">=2", install: true }],
    [{ package: "runtime", versions: ">3 <2", install: true }],
    [{ package: "runtime", versions: ">=2", install: true, others: 1 }],
  ])
    assert.equal(validateRelease({ ...release, dependencies }).length, 1, JSON.stringify(dependencies));
});
