import Type, { type Static } from "typebox";

/** Whose rights a script or a program of a package has on a device; what is not said is `system`. */
export const RunAs = Type.String({
  pattern: "^[A-Za-z_][A-Za-z0-9._-]{0,63}$",
  description:
    "Whose rights it has: system (default; the agent's own), user (the person who is signed in), nobody, or an account's name. Linux and macOS",
});
export type RunAs = Static<typeof RunAs>;
