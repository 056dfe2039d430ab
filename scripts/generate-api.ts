/**
 * Writes what follows from the server's routes: `docs/openapi.json` and the types of its clients. `--check` compares instead and
 * exits 1 where they are not current.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "@shoal/server/server";
import openapiTS, { astToString } from "openapi-typescript";

const openapiFile = new URL("../docs/openapi.json", import.meta.url);
const typesFile = new URL("../protocol/src/api/openapi-types.ts", import.meta.url);

async function readOpenApi(): Promise<Record<string, unknown>> {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-api-"));
  const server = await createServer({ dataDir, port: 0, logLevel: "silent" });
  try {
    return (await (await fetch(`${server.url}/openapi.json`)).json()) as Record<string, unknown>;
  } finally {
    await server.close();
    rmSync(dataDir, { recursive: true });
  }
}

const document = await readOpenApi();
const openapi = `${JSON.stringify(document, null, 1)}\n`;
const types = `/** Made from docs/openapi.json by \`npm run api\`; not to be edited. */\n${astToString(await openapiTS(document as never, { alphabetize: true }))}`;
if (process.argv.includes("--check")) {
  const current = readFileSync(openapiFile, "utf8") === openapi && readFileSync(typesFile, "utf8") === types;
  if (!current)
    console.error(
      "docs/openapi.json or protocol/src/api/openapi-types.ts is not what the server says; run: npm run api",
    );
  process.exit(current ? 0 : 1);
}
writeFileSync(openapiFile, openapi);
writeFileSync(typesFile, types);
