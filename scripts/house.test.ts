/** The rules of the house that a machine can hold: arrows between packages, purity of core, names, sizes, words. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { LIMITS } from "@shoal/protocol/limits";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const PACKAGES = ["protocol", "core", "server", "agent", "cli", "console", "lab"] as const;
type Package = (typeof PACKAGES)[number];

/** Who may import whom. */
const ARROWS: Record<Package, readonly Package[]> = {
  protocol: [],
  core: ["protocol"],
  server: ["protocol", "core"],
  agent: ["protocol", "core"],
  cli: ["protocol", "core"],
  console: ["protocol", "core"],
  lab: ["protocol", "core", "server", "agent", "cli", "console"],
};

const tracked = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .stdout.split("\n")
  .filter((file) => file !== "" && spawnSync("test", ["-f", join(root, file)]).status === 0);
const modules = tracked.filter((file) => /\.(tsx?|mjs)$/.test(file));
const text = (file: string) => readFileSync(join(root, file), "utf8");
const isTest = (file: string) => /\.(test|contract)\.ts$/.test(file);

interface Import {
  file: string;
  from: string;
}
const imports: Import[] = modules.flatMap((file) =>
  ts.preProcessFile(text(file), true, true).importedFiles.map((each) => ({ file, from: each.fileName })),
);

test("the checks below see the house", () => {
  assert.ok(modules.length > 100, `${modules.length} modules`);
  assert.ok(imports.length > 400, `${imports.length} imports`);
});

test("packages import along the arrows only", () => {
  const wrong = imports.flatMap(({ file, from }) => {
    const own = file.split("/")[0] as Package;
    if (!PACKAGES.includes(own)) return [];
    const target = from.match(/^@shoal\/([a-z]+)/)?.[1] as Package | undefined;
    if (target !== undefined) return target === own || !ARROWS[own].includes(target) ? [`${file} imports ${from}`] : [];
    if (!from.startsWith(".")) return [];
    const reached = join(dirname(file), from).split("/")[0];
    return reached === own ? [] : [`${file} leaves its package by ${from}`];
  });
  assert.deepEqual(wrong, []);
});

test("the parser of queries gets into no agent", () => {
  const seen = new Set<string>();
  const reach = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { from } of imports.filter((each) => each.file === file)) {
      const [, own, path] = /^@shoal\/([a-z]+)\/(.+)$/.exec(from) ?? [];
      if (own !== undefined) reach(`${own}/src/${path}.ts`);
      else if (from.startsWith(".")) reach(join(dirname(file), from));
    }
  };
  for (const file of modules) if (file.startsWith("agent/") && !isTest(file)) reach(file);
  assert.ok(seen.has("core/src/action/machine.ts"), "the way from the agent into core is found");
  assert.ok(imports.some(({ from }) => from === "chevrotain"));
  const parsing = imports.filter(({ file, from }) => from === "chevrotain" && seen.has(file)).map(({ file }) => file);
  assert.deepEqual(parsing, []);
});

test("protocol runs in a browser, but for its node folder; core touches no machine at all", () => {
  const wrong = imports.filter(({ file, from }) => {
    if (isTest(file) || file.startsWith("protocol/src/node/")) return false;
    if (!/^(protocol|core)\/src\//.test(file)) return false;
    return from.startsWith("node:") || from.includes("/node/");
  });
  assert.deepEqual(wrong, []);
});

test("core reads no clock, chance, timer, network or environment", () => {
  const forbidden =
    /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|setTimeout|setInterval|setImmediate|process\.|fetch\(|crypto\.)/;
  const wrong = modules
    .filter((file) => file.startsWith("core/src/") && !isTest(file))
    .flatMap((file) =>
      text(file)
        .split("\n")
        .flatMap((line, at) =>
          forbidden.test(line.replace(/(\/\/|\*).*$/, "")) ? [`${file}:${at + 1}: ${line.trim()}`] : [],
        ),
    );
  assert.deepEqual(wrong, []);
});

test("nothing of the console puts text in as markup, or runs it", () => {
  const forbidden =
    /dangerouslySetInnerHTML|\.(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcDoc/;
  const own = tracked.filter((file) => /^console\/(src\/.*\.tsx?|.*\.html)$/.test(file));
  assert.ok(own.length > 50, `${own.length} files`);
  assert.deepEqual(
    own.filter((file) => forbidden.test(text(file))),
    [],
  );
});

/** Whom a refusal goes to who reads English alone: agents, and what the command line says of files. */
const NO_READER =
  /^server\/src\/(agent|site|offer|fleet|trust)\/|^server\/src\/(blob\/download-routes|release\/publish|secret\/device-key|identity\/(certificate-re.*|certificate-routes|device-callers|enrol-route|instances))\.ts$/;

test("a refusal says why by a sentence of the table, so that it is said in every language", () => {
  const PROSE = /[a-z]{2,}[.,:;)]* ([a-z]{2,}|$)|^ [a-z]{2,}/i;
  const prose = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node) && node.expression.getText() === "say") return false;
    if (ts.isTemplateLiteralToken(node) || ts.isStringLiteral(node)) return PROSE.test(node.text);
    return ts.forEachChild(node, (child) => prose(child) || undefined) === true;
  };
  const refusals: [file: string, detail: ts.Expression][] = [];
  for (const file of modules.filter((each) => each.startsWith("server/src/") && !isTest(each))) {
    const visit = (node: ts.Node): void => {
      const detail = ts.isNewExpression(node) && node.expression.getText() === "Refusal" && node.arguments?.[1];
      if (detail) refusals.push([file, detail]);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true));
  }
  assert.ok(refusals.length > 150, `${refusals.length} refusals`);
  assert.deepEqual(
    refusals
      .filter(([file, detail]) => !NO_READER.test(file) && prose(detail))
      .map(([file, detail]) => `${file}: ${detail.getText()}`),
    [],
  );
});

test("files have names of the house and a size that can be read", () => {
  const wrong = modules.flatMap((file) => {
    const name = basename(file);
    const problems: string[] = [];
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name)) problems.push("kebab-case, please");
    if (/^(utils?|helpers?|misc|common|manager)\b/.test(name) || /\/(utils?|helpers?|misc|common)\//.test(file))
      problems.push("says nothing about what is in it");
    const lines = text(file).split("\n").length;
    if (lines > 400 && file !== "protocol/src/api/openapi-types.ts") problems.push(`${lines} lines: it has parts`);
    return problems.map((problem) => `${file}: ${problem}`);
  });
  assert.deepEqual(wrong, []);
});

test("no module of an agent loads the tables of languages by itself: an idle one would carry 9 MB of them", () => {
  const inAgents = modules.filter((file) => /^(agent|core|protocol)\/src\//.test(file) && !isTest(file));
  const wrong = inAgents.filter((file) => /^(export )?const [^\n]*(new Intl\.|\.toLocale)/m.test(text(file)));
  assert.ok(inAgents.length > 300, `${inAgents.length} modules`);
  assert.deepEqual(wrong, []);
});

test("half of all files are under 120 lines", () => {
  const sizes = modules
    .filter((file) => !isTest(file))
    .map((file) => text(file).split("\n").length)
    .sort((a, b) => a - b);
  assert.ok(sizes[Math.floor(sizes.length / 2)]! < 120, `the median is ${sizes[Math.floor(sizes.length / 2)]}`);
});

test("no file names a registry host, a path of one machine, or work left for later", () => {
  const paths = new RegExp(`["'\`( ]/(${["work", "root", "home/[a-z]+"].join("|")})/`);
  const words = new RegExp(
    [
      "registry" + "\\.npmjs",
      "deb" + "\\.debian\\.org",
      "\\bTO" + "DO\\b",
      "\\bFIX" + "ME\\b",
      "@ts-" + "ignore",
      "@ts-" + "nocheck",
    ].join("|"),
  );
  const wrong = tracked
    .filter((file) => /\.(tsx?|mjs|js|json|md|ya?ml|sh|npmrc)$/.test(file) || file === ".npmrc" || file === ".ci/run")
    .filter((file) => file !== "scripts/house.test.ts" && !/\/fixtures\//.test(file))
    .flatMap((file) =>
      text(file)
        .split("\n")
        .flatMap((line, at) => {
          return words.test(line) || paths.test(line) ? [`${file}:${at + 1}: ${line.trim().slice(0, 100)}`] : [];
        }),
    );
  assert.deepEqual(wrong, []);
});

test("the lock file has versions and hashes, and no addresses", () => {
  const lock = JSON.parse(text("package-lock.json")) as {
    packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
  };
  const entries = Object.entries(lock.packages).filter(([path]) => path.startsWith("node_modules/"));
  assert.ok(entries.length > 100);
  assert.deepEqual(
    entries.filter(([, entry]) => entry.resolved?.includes("://")).map(([path]) => path),
    [],
  );
  assert.deepEqual(
    entries.filter(([, entry]) => !entry.link && !entry.integrity).map(([path]) => path),
    [],
  );
});

test("dependencies are pinned exactly", () => {
  const wrong = ["package.json", ...PACKAGES.map((name) => `${name}/package.json`)].flatMap((file) => {
    const manifest = JSON.parse(text(file)) as Record<string, Record<string, string> | undefined>;
    return ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}).flatMap(([name, version]) =>
        /^\d+\.\d+\.\d+/.test(version) ? [] : [`${file}: ${name} ${version}`],
      ),
    );
  });
  assert.deepEqual(wrong, []);
});

test("every limit stands in docs/limits.md with its value and a reason of its own", () => {
  const page = text("docs/limits.md");
  const reasons = page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split(" | ")[2]);
  assert.deepEqual(
    reasons.filter((reason, at) => reasons.indexOf(reason) !== at),
    [],
  );
  const wrong = Object.entries(LIMITS).filter(([name, value]) => {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\` `));
    return row === undefined || !row.includes(`| ${value.toLocaleString("en")} |`);
  });
  assert.deepEqual(
    wrong.map(([name, value]) => `${name} = ${value.toLocaleString("en")}`),
    [],
  );
});

test("every Markdown link inside the house leads somewhere", () => {
  const wrong = tracked
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) =>
      [...text(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map((match) => match[1]!)
        .filter((link) => !/^[a-z]+:/.test(link))
        .flatMap((link) => {
          const target = join(dirname(file), link);
          return tracked.some((each) => each === target || each.startsWith(`${target.replace(/\/$/, "")}/`))
            ? []
            : [`${file}: ${link}`];
        }),
    );
  assert.deepEqual(wrong, []);
});
