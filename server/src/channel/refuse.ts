import { say } from "@shoal/protocol/sentence/say";
import type { TaskSpec } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { channelStore } from "./store.ts";

/** @throws Refusal where a task cannot follow the channel that it names, or says another version than that points to */
export async function refuseChannel(db: Db, spec: TaskSpec): Promise<void> {
  const { channel: name, kind, package: product, version } = spec;
  if (name === undefined) return;
  if (kind === "remove")
    throw new Refusal("bad-request", say("of-variant", { variant: "body/channel", why: say("channel-gives") }));
  const channel = await channelStore(db).find(name);
  if (!channel) throw new Refusal("not-found", say("names-channel", { name }));
  if (channel.package !== product || channel.version !== version)
    throw new Refusal(
      "conflict",
      say("channel-points", {
        name,
        package: channel.package,
        version: channel.version,
        other: product,
        wanted: String(version),
      }),
    );
}
