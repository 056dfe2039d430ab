/** `npm run build` makes this too: the pages that an agent serves to the people of its device, beside its code. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { ifChanged } from "./if-changed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export async function buildPortal(): Promise<void> {
  const dist = join(root, "agent", "dist", "portal");
  await ifChanged(dist, ["console/build-portal.ts", "console/{portal,src/portal,src/ui}/**/*"], async () => {
    await build({
      configFile: false,
      root: join(root, "console", "portal"),
      logLevel: "warn",
      build: {
        outDir: dist,
        emptyOutDir: true,
        target: "es2022",
        cssTarget: ["chrome123", "firefox120", "safari17.5"],
        // Everything is a file of its own: the policy of the page lets nothing run that stands inside of it.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
      },
    });
  });
}
