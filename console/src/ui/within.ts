/** From the least to the most, both of them among it. */
export type Range = { readonly minimum: number; readonly maximum: number };

/** Any number of it, with a fraction or without. */
export const isAmong = (value: number | string, { minimum, maximum }: Range): value is number =>
  typeof value === "number" && value >= minimum && value <= maximum;

export const isWithin = (value: number | string, { minimum, maximum }: Range): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum;
