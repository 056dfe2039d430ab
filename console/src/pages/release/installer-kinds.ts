import { Installer, type InstallerKind } from "@shoal/protocol/package/installer";
import type { JsonSchema } from "@shoal/protocol/schema/json-schema";

/** What each kind of installer may be told, in the order in which a form asks. */
export const INSTALLER_KINDS = Installer.anyOf.map((each): readonly [InstallerKind, JsonSchema] => [
  each.properties.kind.const,
  each as unknown as JsonSchema,
]);
