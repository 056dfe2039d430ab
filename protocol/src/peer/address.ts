import Type from "typebox";

/** Where a device gives its pieces to others: an address as a number, never a name that somebody would have to ask for. */
export const PEER_ADDRESS = {
  host: Type.String({ minLength: 2, maxLength: 64, pattern: "^[0-9a-fA-F.:]+$" }),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
};
