/**
 * `npm run sbom`: a software bill of materials (CycloneDX) of what a release runs, into `dist/`: the dependencies of every workspace but the
 * laboratory, as they are installed, with version, licence and hash. npm makes it itself; it needs no network.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Component {
  name: string;
  version: string;
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
  externalReferences?: { type: string; url: string }[];
}

interface Bom {
  bomFormat: string;
  specVersion: string;
  components: Component[];
}

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** What is shipped; the laboratory is not. */
const SHIPPED = ["protocol", "core", "server", "agent", "cli"];

/** @throws Error with npm's own words */
function billOfMaterials(): Bom {
  const npm = process.env["npm_execpath"];
  const [command, ...before] = npm ? [process.execPath, npm] : ["npm"];
  // Not --omit=dev: that leaves out whatever any package at all names as a development dependency, Fastify among it. Those of our own
  // stand at the root, which is not asked for.
  const args = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application"];
  const { status, stdout, stderr, error } = spawnSync(
    command!,
    [...before, ...args, ...SHIPPED.flatMap((name) => ["--workspace", name])],
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 ** 2 },
  );
  if (status !== 0) throw new Error(`npm sbom: ${error?.message ?? stderr.trim()}`);
  const bom = JSON.parse(stdout) as Bom;
  // Where this machine got them is nobody's business, and no fact of the package; its hash is.
  for (const component of bom.components)
    component.externalReferences = (component.externalReferences ?? []).filter(({ type }) => type !== "distribution");
  return bom;
}

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const bom = billOfMaterials();
const nameless = bom.components
  .filter(({ licenses }) => !licenses?.length)
  .map((each) => `${each.name}@${each.version}`);
mkdirSync(join(root, "dist"), { recursive: true });
const file = join("dist", `shoal-${version}.cdx.json`);
writeFileSync(join(root, file), `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${file}: ${bom.components.length} components, CycloneDX ${bom.specVersion}`);
if (nameless.length > 0) {
  console.error(`without a licence: ${nameless.join(", ")}`);
  process.exit(1);
}
