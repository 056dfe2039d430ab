import { quoted } from "../../ui/shell-word.ts";

/** How a release that waits is signed: the second line is for the machine that has the key. */
export function signingLines(name: string, version: string): string {
  const file = quoted(`${name}-${version}.json`);
  return [
    `shoal release request ${quoted(`${name}@${version}`)} > ${file}`,
    `shoal release sign ${file} --key release.key`,
    `shoal release submit ${file}`,
  ].join("\n");
}
