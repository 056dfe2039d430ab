/** Words that queries and bodies may have, for those who need no schema. */
export const DEVICE_ORDERS = ["name", "-name"] as const;
export const FAILURES_BY = ["cause", "variant", "os", "ring"] as const;
export const SIEM_SENDS = ["all", "audit", "events"] as const;
