import type { StagedRelease } from "@shoal/protocol/api/trust";
import { type Api, answerOf } from "../api/client.ts";
import { Failure } from "../exit/failure.ts";

/** @throws Failure where it does not wait to be signed */
export async function findStaged(
  api: Api,
  { name, version }: { name: string; version: string },
): Promise<StagedRelease> {
  const { items } = await answerOf(api.GET("/api/v1/staged-releases"));
  const staged = items.find((each) => each.package === name && each.version === version);
  if (staged) return staged;
  throw new Failure({
    title: "This release does not wait to be signed",
    detail: `${name}@${version} is not among them.`,
    hint: "Send it: shoal package publish --stage. shoal release list shows what waits.",
    code: "not-staged",
  });
}
