import { say } from "@shoal/protocol/sentence/say";
/** What a refusal of the releases' metadata looks like, and what a person can do about it. */
export interface Words {
  detail: string;
  next: string;
}

const CHECK_SERVER = say("check-server");

const ROWS: readonly [RegExp, (found: RegExpExecArray) => string, string][] = [
  [/Final timestamp\.json is expired/, () => say("trust-frozen"), say("clock-timestamp")],
  [/snapshot\.json is expired/, () => say("trust-list-expired"), say("clock-snapshot")],
  [/Final root\.json is expired/, () => say("trust-root-expired"), say("clock-root")],
  [/([a-z][a-z0-9-]*)\.json is expired/, ([, role]) => say("trust-role-expired", { role: role! }), say("clock-role")],
  [/does not end/, () => say("trust-endless"), CHECK_SERVER],
  [
    /([a-z][a-z0-9-]*) was signed by (\d+)\/(\d+) keys/,
    ([, role, has, needs]) => say("trust-signatures", { role: role!, count: has!, needed: needs! }),
    say("sign-with-named"),
  ],
  [
    /is less than current version|Missing file .* in new snapshot|Expected version (\d+), got/,
    () => say("trust-older"),
    CHECK_SERVER,
  ],
  [
    /does not match snapshot version|doesn't match timestamp|Expected (hash|length)|Missing .*\.json in snapshot|reading 'length'/,
    () => say("trust-mixed"),
    CHECK_SERVER,
  ],
];

/** @param message as `tuf-js` says it */
export function wordsOfRefusal(message: string): Words {
  for (const [pattern, looks, next] of ROWS) {
    const found = pattern.exec(message);
    if (found) return { detail: say("looks-like", { looks: looks(found), detail: message }), next };
  }
  return { detail: say("trust-unread", { detail: message }), next: CHECK_SERVER };
}
