import Type from "typebox";

export const PackageName = Type.String({
  pattern: "^[a-z0-9][a-z0-9._-]{0,63}$",
  description: "Lower-case letters, digits, dot, dash, underscore",
});
export const Version = Type.String({
  pattern: "^[0-9A-Za-z][0-9A-Za-z.+~:_-]{0,63}$",
  description: "As the publisher writes it: 24.2.0",
});
