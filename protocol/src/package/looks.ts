import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";

const closed = { additionalProperties: false } as const;

/** What people read in one language. */
const LocalText = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: "What people know it by" })),
    description: Type.Optional(Type.String({ maxLength: 2000, description: "What it is, for people" })),
  },
  closed,
);

/** By language: `de`, `pt-BR`. */
export const Localized = Type.Record(Type.String({ pattern: "^[a-z]{2}(-[A-Z]{2})?$" }), LocalText, {
  ...closed,
  maxProperties: LIMITS.languagesPerRelease,
  description: "Name and description in the languages of those who read them, by language: de, pt-BR",
});
export type Localized = Static<typeof Localized>;

/** A PNG in base64: what stands in what is signed is shown as it is. */
export const Icon = Type.String({ pattern: "^iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$", maxLength: LIMITS.iconChars });
