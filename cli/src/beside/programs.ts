/** Commands that are other programs of this house: everything after their name is theirs, also `--help`. */
export const BESIDE = {
  server: {
    title: "The server",
    script: "server/src/main.ts",
    description: "start a server on this machine (its options: shoal server --help)",
  },
  demo: {
    title: "The demo",
    script: "lab/src/demo/main.ts",
    description: "see the whole of it: a server, an agent, a simulated fleet, two tasks",
  },
} as const;
export type Beside = keyof typeof BESIDE;
