import { targetPath } from "@shoal/core/trust/layout";
import { makeBin, targetsIn } from "@shoal/core/trust/make";
import { textOf } from "@shoal/core/trust/metadata";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { readRelease } from "../package/release-argument.ts";
import { draftOf } from "../trust/draft.ts";
import { serverView } from "../trust/server-view.ts";
import { findStaged } from "./find-staged.ts";

/** The request goes to stdout: it is to be carried to a machine that has the key, and no network. */
export async function requestRelease(invocation: Invocation, _options: object, argument: string): Promise<void> {
  const { terminal, shell } = invocation;
  const { name, version } = readRelease(argument, undefined);
  const api = await invocation.api();
  const staged = await findStaged(api, { name, version });
  const answer = api.GET("/api/v1/staged-releases/{digest}", {
    params: { path: { digest: staged.digest } },
    parseAs: "arrayBuffer",
  });
  const document = Buffer.from((await answerOf(answer)) as unknown as ArrayBuffer);
  const sha256 = sha256Hex(document);
  const path = targetPath({ name, version });
  const view = await serverView(invocation, [path]);
  const { binName, bin } = await view.placeOf(path);
  const files = targetsIn(bin).filter((each) => each.path !== path);
  const target = { path, length: document.length, sha256 };
  const next = makeBin(bin.signed.version + 1, [...files, target], shell.nowMs());
  const draft = await draftOf(view, `release ${name} ${version}`, [{ role: binName, text: textOf(next) }], {
    [sha256]: document.toString("base64"),
  });
  terminal.answer(JSON.stringify(draft, null, 1));
  terminal.note("Sign it where the key is: shoal release sign FILE --key KEY. Then: shoal release submit FILE");
}
