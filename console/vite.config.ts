import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    // Everything is a file of its own: the policy of the page lets nothing run that stands inside of it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    // A test watches what the first page weighs when packed.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      output: {
        // A file for what comes before every page, and one for what most pages share: sixty small ones cost more to fetch than to run.
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"] },
            { name: "shared", minShareCount: 5 },
          ],
        },
      },
    },
  },
  server: {
    // `npm run console:dev`: the pages as they are edited, before a real server.
    proxy: Object.fromEntries(
      ["/api", "/sign-in", "/setup", "/account", "/invitation", "/healthz"].map((path) => [
        path,
        process.env["SHOAL_SERVER"] ?? "http://127.0.0.1:7070",
      ]),
    ),
  },
});
