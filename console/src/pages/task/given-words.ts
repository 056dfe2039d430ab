import type { TFunction } from "i18next";
import { formatBytes } from "../../text/format.ts";
import { type TreeMember, unnamedBytesOf } from "./tree-layout.ts";

/** Which peers a member had how much of, in words; "" where none gave anything. */
export function givenWords(t: TFunction, member: Pick<TreeMember, "peerBytes" | "givers">): string {
  const unnamed = unnamedBytesOf(member);
  return [
    ...member.givers.map(({ device, bytes }) => t("tree.gaveOne", { device, bytes: formatBytes(bytes) })),
    ...(unnamed > 0 ? [t("tree.gaveUnnamed", { bytes: formatBytes(unnamed) })] : []),
  ].join(", ");
}
