import { createHash } from "node:crypto";
import { isRepeatable } from "@shoal/core/installer/repeatable";
import { validateRelease } from "@shoal/core/package/validate";
import { type Words, wordsOfRefusal } from "@shoal/core/trust/words";
import { checkRequires } from "@shoal/core/variant/requires";
import { resolveVariant } from "@shoal/core/variant/resolve";
import type { Reason } from "@shoal/protocol/action/reason";
import { decodeCbor } from "@shoal/protocol/codec/cbor";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { Release, Variant } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { type HttpClient, HttpFailure } from "../http/client.ts";
import type { TrustedReleases } from "../trust/releases.ts";

export type Resolved =
  | { kind: "variant"; variant: Variant; repeatable: boolean }
  | { kind: "not-applicable"; reason: Reason }
  | { kind: "failed"; reason: Reason; refused?: string }
  | { kind: "unreachable"; detail: string };

export interface ResolveParts {
  http: HttpClient;
  releases: Pick<TrustedReleases, "lookUp">;
  inventory: () => Promise<Inventory>;
}

/** Reads the release that an assignment names, trusts it only if the release keys have signed for it, and finds this device's variant. */
export async function resolveAction(
  assignment: StartAssignment,
  { http, releases, inventory }: ResolveParts,
  signal: AbortSignal,
): Promise<Resolved> {
  const { package: name, version, releaseDigest } = assignment;
  const looked = await releases.lookUp(`${name}/${version}`);
  if (!looked.ok) {
    if (looked.why === "refused") return failed(untrusted(wordsOfRefusal(looked.detail)));
    if (looked.why === "disk")
      return { kind: "failed", reason: { code: "disk-full", detail: say("disk-full-for", { detail: looked.detail }) } };
    return { kind: "unreachable", detail: looked.detail };
  }
  const { target } = looked;
  if (!target) return failed(untrusted(notSigned(name, version)));
  if (target.sha256 !== releaseDigest) return failed(untrusted(anotherDigest(assignment, target.sha256)));
  let document: Buffer;
  try {
    document = await http.bytes(`/agent/v1/releases/${releaseDigest}`, { signal }, target.length);
  } catch (error) {
    if (error instanceof HttpFailure && error.status === 200)
      return failed(untrusted(wrongBytes(`it has more than the ${target.length} bytes that were signed for`)));
    if (error instanceof HttpFailure && !error.passing)
      return {
        kind: "failed",
        reason: {
          code: "release-invalid",
          detail: say("not-given-out", { package: name, version, detail: error.message }),
        },
      };
    return { kind: "unreachable", detail: (error as Error).message };
  }
  const opened = openRelease(document, assignment);
  if ("reason" in opened) return failed(opened.reason);
  const facts = await inventory();
  const resolution = resolveVariant(opened.release.variants, facts.platform);
  if (!resolution.ok)
    return {
      kind: "not-applicable",
      reason: {
        code: "no-variant",
        detail: resolution.why
          .map((each) => say("of-variant", { variant: each.variant, why: each.because }))
          .join("; ")
          .slice(0, 2000),
      },
    };
  const { variant } = resolution;
  if (assignment.kind !== "remove") {
    const required = checkRequires(variant.requires, facts);
    if (!required.ok && required.kind === "disk")
      return {
        kind: "failed",
        reason: {
          code: "disk-short",
          detail: required.detail,
          next: say("free-disk"),
        },
      };
    if (!required.ok) return { kind: "not-applicable", reason: { code: "requirement-unmet", detail: required.detail } };
  }
  return { kind: "variant", variant, repeatable: isRepeatable(variant.installer) };
}

function openRelease(document: Uint8Array, assignment: StartAssignment): { release: Release } | { reason: Reason } {
  const digest = createHash("sha256").update(document).digest("hex");
  if (digest !== assignment.releaseDigest)
    return {
      reason: untrusted(wrongBytes(say("content-other-digest", { digest, wanted: assignment.releaseDigest }))),
    };
  let value: unknown;
  try {
    value = decodeCbor(document);
  } catch (error) {
    return invalid(say("content-no-cbor", { detail: (error as Error).message }));
  }
  const [problem] = validateRelease(value);
  if (problem) return invalid(`${problem.path.join(".")}: ${problem.message}`);
  const release = value as Release;
  if (release.name !== assignment.package || release.version !== assignment.version)
    return invalid(
      say("content-other-release", {
        package: assignment.package,
        version: assignment.version,
        other: release.name,
        actual: release.version,
      }),
    );
  return { release };
}

const ASK_PUBLISHER = say("ask-publisher");

function notSigned(name: string, version: string): Words {
  return {
    detail: say("nobody-signed", { package: name, version }),
    next: ASK_PUBLISHER,
  };
}

function anotherDigest({ package: name, version, releaseDigest }: StartAssignment, signed: string): Words {
  return {
    detail: say("other-signed", { digest: releaseDigest, package: name, version, signed }),
    next: ASK_PUBLISHER,
  };
}

function wrongBytes(how: string): Words {
  return {
    detail: say("other-bytes", { detail: how }),
    next: say("sound-disk"),
  };
}

function untrusted({ detail, next }: Words): Reason {
  return { code: "release-untrusted", detail: detail.slice(0, 2000), next };
}

function failed(reason: Reason): Resolved {
  return { kind: "failed", reason, refused: reason.detail ?? reason.code };
}

function invalid(detail: string): { reason: Reason } {
  return { reason: { code: "release-invalid", detail, next: say("correct-package") } };
}
