import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROUTER = fileURLToPath(new URL("../../../console/src/app/router.ts", import.meta.url));

/**
 * The paths that the console's router knows: `/devices/$device`. Read from its files, since what they import needs a browser.
 * @throws Error where a route says its path in another way than all of them do
 */
export function routePaths(): string[] {
  const imports = [...readFileSync(ROUTER, "utf8").matchAll(/from "(\.\.\/pages\/[^"]+)"/g)].map(([, file]) => file!);
  return imports.flatMap((file) => {
    const text = readFileSync(join(dirname(ROUTER), file), "utf8");
    const paths = [...text.matchAll(/^ {4}path: "([^"]+)",$/gm)].map(([, path]) => path!);
    if (paths.length === 0 || paths.length !== text.match(/createRoute\(/g)?.length)
      throw new Error(`${file} has routes whose paths are not seen`);
    return paths;
  });
}
