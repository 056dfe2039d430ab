import { createHash } from "node:crypto";
import { isRepeatable } from "@shoal/core/installer/repeatable";
import { validateRelease } from "@shoal/core/package/validate";
import { checkRequires } from "@shoal/core/variant/requires";
import { resolveVariant } from "@shoal/core/variant/resolve";
import type { Reason } from "@shoal/protocol/action/reason";
import { decodeCbor } from "@shoal/protocol/codec/cbor";
import { open, type Verifier } from "@shoal/protocol/codec/sign1";
import type { Inventory } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import { RELEASE_CONTEXT, type Release, type Variant } from "@shoal/protocol/package/release";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { type HttpClient, HttpFailure } from "../http/client.ts";

export type Resolved =
  | { kind: "variant"; variant: Variant; repeatable: boolean }
  | { kind: "not-applicable"; reason: Reason }
  | { kind: "failed"; reason: Reason; refused?: string }
  | { kind: "unreachable"; detail: string };

export interface ResolveParts {
  http: HttpClient;
  /** The release keys that this device is pinned to. */
  verify: Verifier;
  inventory: () => Promise<Inventory>;
}

/** Reads the release that an assignment names, trusts it only if a pinned key signed it, and finds this device's variant. */
export async function resolveAction(
  assignment: StartAssignment,
  { http, verify, inventory }: ResolveParts,
  signal: AbortSignal,
): Promise<Resolved> {
  let sealed: Buffer;
  try {
    sealed = await http.bytes(`/agent/v1/releases/${assignment.releaseDigest}`, { signal }, LIMITS.releaseBytes);
  } catch (error) {
    if (error instanceof HttpFailure && !error.passing)
      return {
        kind: "failed",
        reason: {
          code: "release-invalid",
          detail: `the server does not give out release ${assignment.package} ${assignment.version}: ${error.message}`,
        },
      };
    return { kind: "unreachable", detail: (error as Error).message };
  }
  const opened = openRelease(sealed, assignment, verify);
  if ("reason" in opened)
    return { kind: "failed", reason: opened.reason, refused: opened.reason.detail ?? opened.reason.code };
  const facts = await inventory();
  const resolution = resolveVariant(opened.release.variants, facts.platform);
  if (!resolution.ok)
    return {
      kind: "not-applicable",
      reason: {
        code: "no-variant",
        detail: resolution.why
          .map((each) => `${each.variant}: ${each.because}`)
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
          next: "Free some space on the device, then retry the task.",
        },
      };
    if (!required.ok) return { kind: "not-applicable", reason: { code: "requirement-unmet", detail: required.detail } };
  }
  return { kind: "variant", variant, repeatable: isRepeatable(variant.installer) };
}

function openRelease(
  sealed: Uint8Array,
  assignment: StartAssignment,
  verify: Verifier,
): { release: Release } | { reason: Reason } {
  if (createHash("sha256").update(sealed).digest("hex") !== assignment.releaseDigest)
    return untrusted("its SHA-256 is not the one that the task names");
  const opened = open(sealed, RELEASE_CONTEXT, verify);
  if (!opened.ok) return untrusted(opened.detail);
  let value: unknown;
  try {
    value = decodeCbor(opened.payload);
  } catch (error) {
    return invalid(`the signed content is not CBOR: ${(error as Error).message}`);
  }
  const [problem] = validateRelease(value);
  if (problem) return invalid(`${problem.path.join(".")}: ${problem.message}`);
  const release = value as Release;
  if (release.name !== assignment.package || release.version !== assignment.version)
    return untrusted(
      `it is ${release.name} ${release.version}, but the task says ${assignment.package} ${assignment.version}`,
    );
  return { release };
}

function untrusted(detail: string): { reason: Reason } {
  return {
    reason: {
      code: "release-untrusted",
      detail,
      next: "Sign the release with a key that the devices trust; devices that enrolled before the key was trusted must enrol anew.",
    },
  };
}

function invalid(detail: string): { reason: Reason } {
  return { reason: { code: "release-invalid", detail, next: "Correct the package and publish it again." } };
}
