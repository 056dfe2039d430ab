import { binOwner, binsOf, maxBytesOf } from "./layout.ts";
import { type Target, targetsIn } from "./make.ts";
import { type Kinds, kindOf, parseMetadata } from "./metadata.ts";
import {
  binFor,
  roleFor,
  type ShapeRules,
  signersOf,
  wrongWithBin,
  wrongWithDelegated,
  wrongWithRoot,
  wrongWithTargets,
} from "./shape.ts";

/** The metadata of one role as somebody sends it. */
export interface Submitted {
  role: string;
  text: string;
}

/** A release that stands in the metadata from now on, and who has signed for it. */
export interface Added extends Target {
  role: string;
  keyIds: string[];
}

export type Acceptance =
  | {
      ok: true;
      /** Roots in the order of their versions, then every other role once. */
      changed: { role: string; version: number; expires: string; text: string }[];
      added: Added[];
      removed: Target[];
    }
  | { ok: false; code: "metadata-stale" | "metadata-refused" | "signature-invalid" | "release-exists"; detail: string };

export interface AcceptRules extends ShapeRules {
  nowMs: number;
}

class Refused extends Error {
  readonly code: Exclude<Acceptance, { ok: true }>["code"];
  constructor(code: Exclude<Acceptance, { ok: true }>["code"], detail: string) {
    super(detail);
    this.code = code;
  }
}

/**
 * Takes signed metadata into a repository as a client would that follows it: nothing is taken that a client would refuse, and all
 * of it or nothing.
 * @param current the newest text of every role that is there, snapshot and timestamp aside
 */
export function acceptMetadata(
  current: ReadonlyMap<string, string>,
  submitted: readonly Submitted[],
  rules: AcceptRules,
): Acceptance {
  try {
    return { ok: true, ...new Taking(current, rules).take(submitted) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, detail: error.message };
    throw error;
  }
}

class Taking {
  readonly #current: ReadonlyMap<string, string>;
  readonly #rules: AcceptRules;
  readonly #parsed = new Map<string, Kinds["root"] | Kinds["targets"]>();
  readonly #changed: { role: string; version: number; expires: string; text: string }[] = [];
  readonly #added: Added[] = [];
  readonly #removed: Target[] = [];

  constructor(current: ReadonlyMap<string, string>, rules: AcceptRules) {
    this.#current = current;
    this.#rules = rules;
  }

  take(submitted: readonly Submitted[]) {
    const roots = submitted.filter((each) => each.role === "root");
    const rest = submitted.filter((each) => each.role !== "root");
    const twice = rest.find((each, at) => rest.findIndex((other) => other.role === each.role) !== at);
    if (twice) throw new Refused("metadata-refused", `${twice.role} is there twice`);
    if (submitted.length === 0) throw new Refused("metadata-refused", "there is nothing in it");
    for (const each of roots) this.#takeRoot(each);
    if (!this.#get("root")) throw new Refused("metadata-refused", "there is no root yet, and none in it");
    // Whoever delegates goes first: what it delegates to is judged by what it says now.
    const depth = (role: string) => (role === "targets" ? 0 : binOwner(role) ? 2 : 1);
    for (const each of [...rest].sort((a, b) => depth(a.role) - depth(b.role))) this.#takeTargets(each);
    this.#checkTree(new Set(submitted.map((each) => each.role)));
    return { changed: this.#changed, added: this.#added, removed: this.#removed };
  }

  #get(role: string): Kinds["root"] | Kinds["targets"] | undefined {
    const known = this.#parsed.get(role);
    const text = this.#current.get(role);
    if (known || text === undefined) return known;
    const parsed = parseMetadata(role === "root" ? "root" : "targets", text);
    this.#parsed.set(role, parsed);
    return parsed;
  }

  #read<K extends "root" | "targets">(kind: K, { role, text }: Submitted): Kinds[K] {
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > maxBytesOf(role))
      throw new Refused("metadata-refused", `${role} has ${bytes} bytes, and ${maxBytesOf(role)} is the most`);
    let metadata: Kinds[K];
    try {
      metadata = parseMetadata(kind, text);
    } catch (error) {
      throw new Refused("metadata-refused", `${role}: ${(error as Error).message}`);
    }
    const { version, expires } = metadata.signed;
    const before = this.#get(role)?.signed.version ?? 0;
    if (version !== before + 1)
      throw new Refused(
        "metadata-stale",
        `${role} is version ${version}; here it is ${before}, and ${before + 1} comes next`,
      );
    if (Date.parse(expires) <= this.#rules.nowMs)
      throw new Refused("metadata-refused", `${role} is good until ${expires}, which is over`);
    return metadata;
  }

  #takeRoot(submitted: Submitted): void {
    const before = this.#get("root") as Kinds["root"] | undefined;
    const root = this.#read("root", submitted);
    const wrong = wrongWithRoot(root, this.#rules);
    if (wrong) throw new Refused("metadata-refused", `root: ${wrong}`);
    if (before) this.#verify(before, "root", root, "as the root before it asks for");
    this.#verify(root, "root", root, "as it asks for itself");
    this.#keep("root", root, submitted.text);
  }

  #takeTargets(submitted: Submitted): void {
    const { role } = submitted;
    if (kindOf(role) !== "targets")
      throw new Refused("metadata-refused", `${role} is signed by the server itself, and by nobody else`);
    const before = this.#get(role) as Kinds["targets"] | undefined;
    const metadata = this.#read("targets", submitted);
    const wrong =
      role === "targets"
        ? wrongWithTargets(metadata, this.#rules)
        : binOwner(role)
          ? wrongWithBin(metadata)
          : wrongWithDelegated(role, metadata, this.#rules);
    if (wrong) throw new Refused("metadata-refused", `${role}: ${wrong}`);
    const keyIds = this.#verify(this.#delegatorOf(role), role, metadata);
    if (binOwner(role)) this.#compare(role, before, metadata, keyIds);
    this.#keep(role, metadata, submitted.text);
  }

  #keep(role: string, metadata: Kinds["root"] | Kinds["targets"], text: string): void {
    const { version, expires } = metadata.signed;
    this.#parsed.set(role, metadata);
    this.#changed.push({ role, version, expires, text });
  }

  #delegatorOf(role: string): Kinds["root"] | Kinds["targets"] {
    const name = role === "targets" ? "root" : (binOwner(role) ?? "targets");
    const delegator = this.#get(name);
    if (!delegator) throw new Refused("metadata-refused", `${role} hangs on ${name}, which is not there`);
    return delegator;
  }

  /** @returns the ids of the keys that have signed it */
  #verify(
    delegator: Kinds["root"] | Kinds["targets"],
    role: string,
    metadata: Kinds["root"] | Kinds["targets"],
    which = "",
  ): string[] {
    const signers = signersOf(delegator, role);
    if (!signers) throw new Refused("metadata-refused", `nobody delegates to ${role}`);
    const valid = signers.keys.filter((key) => {
      try {
        key.verifySignature(metadata);
        return true;
      } catch {
        return false;
      }
    });
    if (valid.length >= signers.threshold) return valid.map((key) => key.keyID);
    const asked = signers.keys.map((key) => key.keyID.slice(0, 16)).join(", ");
    throw new Refused(
      "signature-invalid",
      `${role} is signed by ${valid.length} of the ${signers.threshold} keys that it needs${which ? `, ${which}` : ""}; these count: ${asked}`,
    );
  }

  #compare(role: string, before: Kinds["targets"] | undefined, after: Kinds["targets"], keyIds: string[]): void {
    const old = new Map((before ? targetsIn(before) : []).map((each) => [each.path, each]));
    for (const target of targetsIn(after)) {
      const was = old.get(target.path);
      old.delete(target.path);
      if (was?.sha256 === target.sha256 && was.length === target.length) continue;
      if (was) throw new Refused("release-exists", `${target.path} is in ${role} with another digest`);
      const owner = roleFor(this.#get("targets") as Kinds["targets"], target.path);
      const name = binOwner(role)!;
      if (owner !== name)
        throw new Refused(
          "metadata-refused",
          `${target.path} is not for role ${name} to sign${owner ? `, but for ${owner}` : ""}`,
        );
      const bin = binFor(this.#get(name) as Kinds["targets"], target.path);
      if (bin !== role) throw new Refused("metadata-refused", `${target.path} belongs into ${bin}, not into ${role}`);
      this.#added.push({ ...target, role, keyIds });
    }
    this.#removed.push(...old.values());
  }

  /** Everything below what has changed still has to hold together: a new key for a role asks for new signatures of its bins. */
  #checkTree(submitted: ReadonlySet<string>): void {
    const must = (role: string) => {
      const metadata = this.#get(role);
      if (!metadata) throw new Refused("metadata-refused", `${role} is not there, and something delegates to it`);
      return metadata as Kinds["targets"];
    };
    const targets = must("targets");
    if (submitted.has("root")) this.#verify(must("root"), "targets", targets);
    for (const name of Object.keys(targets.signed.delegations?.roles ?? {})) {
      const role = must(name);
      if (submitted.has("targets")) this.#verify(targets, name, role);
      for (const bin of binsOf(name)) {
        const metadata = must(bin);
        if (submitted.has(name)) this.#verify(role, bin, metadata);
      }
    }
  }
}
