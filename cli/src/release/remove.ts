import { targetPath } from "@shoal/core/trust/layout";
import { makeBin, targetsIn } from "@shoal/core/trust/make";
import { textOf } from "@shoal/core/trust/metadata";
import type { Invocation } from "../command/invocation.ts";
import { releaseKeyFile } from "../context/paths.ts";
import { Failure } from "../exit/failure.ts";
import { readRelease } from "../package/release-argument.ts";
import { draftOf } from "../trust/draft.ts";
import { type FinishOptions, finishDraft } from "../trust/finish.ts";
import { serverView } from "../trust/server-view.ts";

/** The strongest of recalls: whoever has the server cannot lift it. */
export async function removeRelease(
  invocation: Invocation,
  options: FinishOptions & { key?: string },
  argument: string,
): Promise<void> {
  const { shell } = invocation;
  const { name, version } = readRelease(argument, undefined);
  const path = targetPath({ name, version });
  const view = await serverView(invocation, [path]);
  if (!view.target(path))
    throw new Failure({
      title: "Nobody signs for this release",
      detail: `${name}@${version} is not in the metadata; no device would install it.`,
      hint: "shoal package get NAME lists what was published.",
      code: "not-found",
    });
  const { binName, bin } = await view.placeOf(path);
  const files = targetsIn(bin).filter((each) => each.path !== path);
  const next = makeBin(bin.signed.version + 1, files, shell.nowMs());
  const draft = await draftOf(view, `${name}@${version} was taken out`, [{ role: binName, text: textOf(next) }]);
  const { key = releaseKeyFile(shell.env), ...finish } = options;
  await finishDraft(invocation, draft, view, { sign: [key], ...finish });
}
