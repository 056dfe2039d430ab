/** What an action has of its task, and what of its device: as that was when it was made, so that history stays true. */
export const OF_THE_TASK = ["task_id", "device_id", "release_id", "package", "version", "kind", "delivery"] as const;
export const OF_THE_DEVICE = ["os", "arch", "form_factor"] as const;
