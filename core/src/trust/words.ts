import { say } from "@shoal/protocol/sentence/say";
/** What a refusal of the releases' metadata looks like, and what a person can do about it. */
export interface Words {
  detail: string;
  next: string;
}

const CHECK_SERVER = say("check-server");

const ROWS: readonly [RegExp, (found: RegExpExecArray) => string, string][] = [
  [
    /Final timestamp\.json is expired/,
    () =>
      "what the server says is current is too old to believe: somebody holds newer metadata back (a freeze), or this device's clock is wrong",
    say("clock-timestamp"),
  ],
  [
    /snapshot\.json is expired/,
    () =>
      "the server's list of metadata has expired: somebody holds a newer one back (a freeze), or this device's clock is wrong",
    say("clock-snapshot"),
  ],
  [
    /Final root\.json is expired/,
    () => "the root of trust has expired, or this device's clock is wrong",
    say("clock-root"),
  ],
  [
    /([a-z][a-z0-9-]*)\.json is expired/,
    ([, role]) => `what the release keys have signed as ${role} has expired, or this device's clock is wrong`,
    say("clock-role"),
  ],
  [/does not end/, () => "the server sends metadata that is longer than any of ours (endless data)", CHECK_SERVER],
  [
    /([a-z][a-z0-9-]*) was signed by (\d+)\/(\d+) keys/,
    ([, role, has, needs]) =>
      `${role} has ${has} of the ${needs} signatures that it needs by keys that count: it was forged, or its key has been taken out`,
    say("sign-with-named"),
  ],
  [
    /is less than current version|Missing file .* in new snapshot|Expected version (\d+), got/,
    () => "the server gives out older metadata than this device has seen (a rollback)",
    CHECK_SERVER,
  ],
  [
    /does not match snapshot version|doesn't match timestamp|Expected (hash|length)|Missing .*\.json in snapshot|reading 'length'/,
    () => "the server gives out metadata that does not belong together (mix and match), or it was altered on the way",
    CHECK_SERVER,
  ],
];

/** @param message as `tuf-js` says it */
export function wordsOfRefusal(message: string): Words {
  for (const [pattern, looks, next] of ROWS) {
    const found = pattern.exec(message);
    if (found) return { detail: `${looks(found)}: ${message}`, next };
  }
  return { detail: `the metadata of the releases cannot be read: ${message}`, next: CHECK_SERVER };
}
