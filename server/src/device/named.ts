import { nameKey } from "@shoal/core/device/name-key";

/** A device's name as it is stored, with what lists put it in order by. */
export const named = (name: string): { name: string; name_key: string } => ({ name, name_key: nameKey(name) });
