/** Words of tasks, for those who need no schema. */
export const TASK_KINDS = ["install", "remove", "precache"] as const;
/** What a task may be: one of these for all its devices, or what gives each of them back what it had before another task. */
export const ORDER_KINDS = [...TASK_KINDS, "rollback"] as const;
export const DELIVERIES = ["pull", "push"] as const;
/** How much a device's people and its maintenance windows can hold it back. */
export const URGENCIES = ["available", "required", "immediate"] as const;
export const TASK_STATES = ["draft", "awaiting-approval", "running", "finished", "cancelled"] as const;
export const PRIORITY = { minimum: -10, maximum: 10 } as const;
