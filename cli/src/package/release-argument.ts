import { usageFailure } from "../exit/failure.ts";

export interface ReleaseArgument {
  name: string;
  version: string;
}

/** A release as people write it: `reader 24.2.0` or `reader@24.2.0`. */
export function readRelease(name: string, version: string | undefined): ReleaseArgument {
  if (version !== undefined) return { name, version };
  const at = name.lastIndexOf("@");
  if (at > 0 && at < name.length - 1) return { name: name.slice(0, at), version: name.slice(at + 1) };
  throw usageFailure(
    "Which version?",
    `Say ${name.replace(/@$/, "")} VERSION; shoal package get ${name.replace(/@$/, "")} lists them.`,
  );
}
