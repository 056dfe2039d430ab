import { toHex } from "@shoal/protocol/codec/hex";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";

/** How a PNG begins (RFC 2083, 3.1). */
const PNG = "89504e470d0a1a0a";
/** Base64 fills up to a multiple of three bytes. */
export const ICON_BYTES = (LIMITS.iconChars / 4) * 3 - 2;

/** What is wrong with an icon; undefined: nothing. @param head its first bytes */
export function iconProblem(
  name: string,
  sizeBytes: number,
  head: Uint8Array,
): { message: string; hint: string } | undefined {
  if (sizeBytes > ICON_BYTES)
    return {
      message: say("pkg-icon-large", { file: name, count: sizeBytes, maximum: ICON_BYTES }),
      hint: say("pkg-icon-pixels"),
    };
  return toHex(head.subarray(0, 8)) === PNG
    ? undefined
    : { message: say("pkg-icon-no-png", { file: name }), hint: say("pkg-icon-save") };
}
