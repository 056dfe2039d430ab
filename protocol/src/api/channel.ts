import Type, { type Static } from "typebox";
import { Managed } from "../fleet/managed.ts";
import { PackageName, Version } from "../package/names.ts";
import { CHANNEL_NAME } from "../task/task.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const ChannelName = Type.String({
  ...CHANNEL_NAME,
  description: "Lower-case letters, digits, dot, dash, underscore",
});

/** A name that points to one release of a package, and to another one later. */
export const ChannelRow = Type.Object(
  {
    name: Type.String(),
    package: Type.String(),
    version: Type.String(),
    /** Why the release was recalled: the channel points to nothing that can be given. */
    recalled: Type.Optional(Type.String()),
    /** Where it pointed before. */
    previousVersion: Type.Optional(Type.String()),
    followers: Type.Array(Type.String(), { description: "Tasks that give their devices what it points to" }),
    createdMs: TimeMs,
    createdBy: Type.String(),
    updatedMs: TimeMs,
    updatedBy: Type.String(),
    managed: Type.Optional(Managed),
  },
  closed,
);
export type ChannelRow = Static<typeof ChannelRow>;

export const ChannelSpec = Type.Object({ package: PackageName, version: Version }, closed);
export const PromoteSpec = Type.Object({ from: ChannelName }, closed);
export const ChannelParams = Type.Object({ name: ChannelName });
