/** `npm run bench`: installs the programs of others that ours are measured beside, then measures. */
import { fileURLToPath } from "node:url";
import { installDebianPackages } from "./debian-packages.ts";

const packages = fileURLToPath(new URL("./debian-packages.json", import.meta.url));
for (const reason of installDebianPackages(packages, ["bench"])) console.error(`left out: ${reason}`);
await import("../lab/src/bench/main.ts");
