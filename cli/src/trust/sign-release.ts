import { makeBin, type Target, targetsIn } from "@shoal/core/trust/make";
import { signWith, textOf } from "@shoal/core/trust/metadata";
import { signersOf } from "@shoal/core/trust/shape";
import { ERRORS } from "@shoal/protocol/errors/catalogue";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { EXIT } from "../exit/codes.ts";
import { Failure } from "../exit/failure.ts";
import type { LocalKey } from "../key/read.ts";
import { serverView } from "./server-view.ts";
import { shortId, signedHere, trustSigner } from "./signer.ts";
import type { Place, TrustView } from "./view.ts";

/** Others may publish at the same moment, each into a bin of 64; so often in a row nobody is overtaken. */
const ATTEMPTS = 8;

/** @throws Failure where the key may not sign this release, or not alone */
export async function signingView(invocation: Invocation, path: string, key: LocalKey | undefined): Promise<TrustView> {
  const view = await serverView(invocation, [path]);
  if (key) refuseSigner(await view.placeOf(path), path, key);
  return view;
}

/** Signs for a release that is staged, with a key of this machine, and has the server publish it. */
export async function signRelease(invocation: Invocation, target: Target, key: LocalKey): Promise<void> {
  const signer = trustSigner(key);
  for (let attempt = 1; ; attempt++) {
    const view = await signingView(invocation, target.path, key);
    // It is signed for already, and nothing has to be.
    if (view.target(target.path)?.sha256 === target.sha256) return;
    const { binName, bin } = await view.placeOf(target.path);
    const others = targetsIn(bin).filter((each) => each.path !== target.path);
    const next = makeBin(bin.signed.version + 1, [...others, target], invocation.shell.nowMs());
    signWith(next, [signer]);
    const api = await invocation.api();
    try {
      await answerOf(api.POST("/api/v1/trust/bins", { body: { metadata: [{ role: binName, text: textOf(next) }] } }));
      return await view.known.hasSigned({ [binName]: signedHere(next) });
    } catch (error) {
      const overtaken = error instanceof Failure && error.text.code === "metadata-stale";
      if (!overtaken || attempt === ATTEMPTS) throw error;
    }
  }
}

function refuseSigner({ name, role, binName }: Place, path: string, key: LocalKey): void {
  const { keys, threshold } = signersOf(role, binName)!;
  const { title, hint } = ERRORS["key-untrusted"];
  if (!keys.some((each) => each.keyID === key.trustKeyId))
    throw new Failure(
      {
        title,
        detail: `${key.path} is key ${shortId(key.trustKeyId)}; ${path} is for role ${name} to sign, whose keys are ${keys.map((each) => shortId(each.keyID)).join(", ")}. Nothing was sent.`,
        hint,
        code: "key-untrusted",
      },
      EXIT.notAllowed,
    );
  if (threshold > 1)
    throw new Failure(
      {
        title: "One key is not enough",
        detail: `${path} needs the signatures of ${threshold} keys. Nothing was sent.`,
        hint: "Have each of them sign: shoal release request, then shoal release sign with each key, then shoal release submit.",
        code: "signature-invalid",
      },
      EXIT.notAllowed,
    );
}
