import Type from "typebox";

/** SHA-256 as 64 lower-case hexadecimal digits: the name of every blob, manifest and piece. */
export const Digest = Type.String({
  pattern: "^[0-9a-f]{64}$",
  description: "SHA-256, 64 lower-case hexadecimal digits",
});
export type Digest = string;
