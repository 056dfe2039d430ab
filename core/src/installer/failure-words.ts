import { REASONS, type ReasonCode } from "@shoal/protocol/action/reason";
import type { Variant } from "@shoal/protocol/package/release";
import { classifyExit } from "./exit.ts";

/**
 * What a failure was, in words that are the same wherever the cause is. An agent has judged an exit code by what the package and
 * its installer say of it; where its words did not come, the same is asked here.
 * @param variant whose installer ended so
 */
export function failureWords(
  failure: { code: string; detail: string | undefined; exitCode: number | undefined },
  variant: Pick<Variant, "installer" | "exitCodes"> | undefined,
  order: "install" | "remove",
): string {
  const { code, detail, exitCode } = failure;
  const sentence = REASONS[code as ReasonCode] ?? code;
  if (code !== "exit-code") return sentence;
  const told = detail?.match(/^exit code -?\d+: (.+)$/s)?.[1];
  if (told !== undefined) return told;
  if (exitCode === undefined) return detail ?? sentence;
  return variant ? classifyExit(variant.installer, order, variant.exitCodes, exitCode).reason : sentence;
}
