import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { releaseKeyFile } from "../context/paths.ts";
import { Failure } from "../exit/failure.ts";
import { readReleaseKey } from "../key/read.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** @param ask whether the server can be asked if it trusts the key */
export async function lookAtKey(invocation: Invocation, ask: boolean): Promise<Finding[]> {
  let keyId: string;
  try {
    keyId = (await readReleaseKey(invocation, undefined)).keyId;
  } catch (error) {
    if (!(error instanceof Failure)) return [fail("release key", (error as Error).message, undefined)];
    const { detail = "", hint } = error.text;
    // Who only looks or starts tasks needs none.
    return [
      error.text.code === "key-missing"
        ? warn("release key", detail, "To publish, make one: shoal key generate")
        : fail("release key", detail, hint),
    ];
  }
  const present = ok("release key", `${keyId} in ${releaseKeyFile(invocation.shell.env)}`);
  if (!ask) return [present];
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/release-keys"));
  const there = items.find((key) => key.keyId === keyId);
  if (there && !there.revoked) return [present, ok("trust", "the server takes releases signed by it")];
  if (there)
    return [
      present,
      fail(
        "trust",
        "the key was revoked on the server",
        "Make another one: shoal key generate --out FILE, then shoal key trust --key FILE",
      ),
    ];
  return [present, warn("trust", "the server does not trust it yet", "shoal key trust")];
}
