/** Apart from the schemas: the console's first page needs the words alone. */
export const DELIVERY_STATES = ["pending", "delivered", "given-up"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
