/** What the process ends with; `docs/cli.md` lists them for people. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  /** The command did its work, and some devices did not. */
  someDevicesFailed: 3,
  timedOut: 4,
  notAllowed: 5,
  /** The files and the server are not the same. */
  differs: 6,
  /** 128 + SIGINT, as shells count. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
