/** From the least to the most, both of them among it. */
export type Range = { readonly minimum: number; readonly maximum: number };

export const isWithin = (value: number | string, { minimum, maximum }: Range): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum;
