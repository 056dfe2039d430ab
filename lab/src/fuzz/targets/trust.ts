import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { rmSync } from "node:fs";
import { kindOf, parseMetadata, signWith, type TrustSigner, textOf } from "@shoal/core/trust/metadata";
import { signTimestamp } from "@shoal/core/trust/online";
import { LIMITS } from "@shoal/protocol/limits";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { followTrust } from "@shoal/protocol/node/trust-client";
import { Refusal } from "@shoal/server/http/refusal";
import { keyOf } from "@shoal/server/identity/certificate-request";
import { Repository } from "../../trust/repository.ts";
import { fuzzFolder } from "../folder.ts";
import { DER_GRAMMAR, type Grammar, JSON_GRAMMAR } from "../structure.ts";
import { type FuzzTarget, textOf as fromUtf8, utf8 } from "../target.ts";
import { JSON_WORDS } from "./words.ts";

/** Metadata in a request is text in JSON, and a tree again. */
export const SUBMITTED: Grammar = {
  read(bytes) {
    const { metadata } = JSON_GRAMMAR.read(bytes) as { metadata: { role: string; text: string }[] };
    return { metadata: metadata.map(({ role, text }) => ({ role, text: JSON.parse(text) as unknown })) };
  },
  write(tree) {
    const { metadata } = tree as { metadata: { role: unknown; text: unknown }[] };
    return JSON_GRAMMAR.write({ metadata: metadata.map(({ role, text }) => ({ role, text: JSON.stringify(text) })) });
  },
};

/** By the keys that may, where it can be read: what is not signed is refused before anything else of it matters. */
export function signedAnew(
  role: string,
  text: string,
  keys: { root: TrustSigner; release: TrustSigner },
  laterBy = 0,
): string {
  try {
    const metadata = parseMetadata(kindOf(role), text);
    // What is not newer is refused before anything else of it matters, too.
    Object.assign(metadata.signed, { version: metadata.signed.version + laterBy });
    signWith(metadata, [role === "root" || role === "targets" ? keys.root : keys.release]);
    return textOf(metadata);
  } catch {
    return text;
  }
}

const TARGET = { path: "reader/1.0.0", length: 400, sha256: "ab".repeat(32) } as const;
let repository: Repository | undefined;
function signedRepository(): Repository {
  if (!repository) {
    repository = new Repository();
    repository.add({ ...TARGET });
  }
  return repository;
}
interface File {
  file: string;
  text: unknown;
}

const key = createPrivateKey(generateIdentityKey());
const spki = createPublicKey(key).export({ type: "spki", format: "der" });
interface Element {
  tag: number;
  of: Element[] | Uint8Array;
}
const [REQUEST] = DER_GRAMMAR.read(Buffer.from(certificateRequest(key), "base64")) as [Element];
const [INFO, ALGORITHM] = REQUEST.of as Element[];

export const TRUST_TARGETS: readonly FuzzTarget[] = [
  {
    // By a server that has all keys: what it cannot do is end or fill the agent, or have it believe a target of no use.
    name: "followed metadata",
    isSlow: true,
    maxBytes: 262_144,
    words: JSON_WORDS,
    grammar: JSON_GRAMMAR,
    seeds: () =>
      [...signedRepository().files]
        // Those that are read on the way to the target.
        .filter(([file]) => !/-[0-9a-f]{2}\.json$|^1\.snapshot/.test(file) || file.startsWith("2."))
        .map(([file, text]) => utf8(JSON.stringify({ file, text: JSON.parse(text) }))),
    async decode(bytes) {
      const { files, publisher, root, snapshotKey, timestampKey } = signedRepository();
      const given = new Map<string, string>(files);
      let wrong: File;
      try {
        wrong = JSON.parse(fromUtf8(bytes)) as File;
      } catch {
        wrong = { file: "timestamp.json", text: fromUtf8(bytes) };
      }
      const file = typeof wrong?.file === "string" ? wrong.file : "timestamp.json";
      const text = typeof wrong?.text === "string" ? wrong.text : JSON.stringify(wrong?.text ?? null);
      const role = /^(?:\d+\.)?(.*)\.json$/.exec(file)?.[1] ?? "timestamp";
      const online = role === "snapshot" ? snapshotKey : timestampKey;
      const keys = { root: publisher.root, release: kindOf(role) === "targets" ? publisher.release : online };
      given.set(file, signedAnew(role, text, keys));
      if (role === "snapshot")
        try {
          const snapshot = parseMetadata("snapshot", given.get(file)!);
          const sha256 = (each: string) => sha256Hex(Buffer.from(each));
          given.set("timestamp.json", textOf(signTimestamp(9, snapshot, timestampKey, Date.now(), sha256)));
        } catch {
          // Then it is one that the timestamp does not name.
        }
      const folder = fuzzFolder("followed");
      rmSync(folder, { recursive: true, force: true });
      const found = await followTrust(
        { folder, root, nowMs: Date.now(), paths: [TARGET.path] },
        async (asked, most) => {
          const answer = given.get(asked);
          if (answer === undefined) return "absent";
          const sent = Buffer.from(answer);
          return sent.length > most ? { failed: `${sent.length} bytes`, tooLong: true } : sent;
        },
      );
      if (!found.ok) return void assert.ok(found.detail.length > 0);
      const target = found.targets[TARGET.path];
      if (!target) return;
      assert.match(target.sha256, /^[0-9a-f]{64}$/);
      assert.ok(Number.isSafeInteger(target.length) && target.length > 0 && target.length <= LIMITS.releaseBytes);
    },
  },
  {
    // What is signed by its own key, and says whatever it likes.
    name: "signed certificate request",
    maxBytes: 4096,
    grammar: DER_GRAMMAR,
    seeds: () => [DER_GRAMMAR.write(INFO)],
    async decode(bytes) {
      const signature = Buffer.concat([Buffer.of(0), sign("sha256", bytes, key)]);
      const of = [bytes, ALGORITHM, { tag: 0x03, of: signature }];
      const csr = Buffer.from(DER_GRAMMAR.write({ tag: 0x30, of })).toString("base64");
      try {
        // Nobody has a certificate for a key that they do not hold.
        assert.deepEqual(Buffer.from(await keyOf(csr)), spki);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    },
  },
];
