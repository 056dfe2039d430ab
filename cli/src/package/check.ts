import { secretsOf } from "@shoal/core/secret/check-references";
import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { describeMatch } from "./describe-match.ts";
import { invalidPackage } from "./invalid.ts";
import { judgePackage, type PackageProblemLine } from "./judge.ts";
import { loadPackage } from "./load.ts";
import { unmetFailure, unmetOn } from "./relations.ts";

/** Judges a package without a key or reading its files; a server is only asked where that is wished. */
export async function checkPackage(
  invocation: Invocation,
  options: { onServer?: boolean },
  where = ".",
): Promise<ExitCode> {
  const { terminal, shell } = invocation;
  const loaded = await loadPackage(shell.cwd, where);
  const judged = loaded.ok ? await judgePackage(loaded.loaded) : { ok: false as const, problems: loaded.problems };
  const shownPath = loaded.ok ? loaded.loaded.shownPath : loaded.shownPath;
  const answerProblems = (problems: readonly Omit<PackageProblemLine, "code">[]) => {
    const items = problems.map(({ line, column, message, hint }) => ({ file: shownPath, line, column, message, hint }));
    terminal.answerJson({ ok: false, file: shownPath, problems: items });
    return EXIT.failed;
  };
  if (!judged.ok) {
    if (!terminal.json) throw invalidPackage(shownPath, judged.problems);
    return answerProblems(judged.problems);
  }
  const { release, files } = judged;
  if (options.onServer && loaded.ok) {
    const [first, ...others] = await unmetOn(await invocation.api(), loaded.loaded, release);
    if (first && !terminal.json) throw unmetFailure(shownPath, [first, ...others], "Nothing else is wrong with it.");
    if (first) return answerProblems([first, ...others]);
  }
  if (terminal.json) {
    const variants = release.variants.map((variant) => ({
      id: variant.id,
      installer: variant.installer.kind,
      match: variant.match,
    }));
    terminal.answerJson({
      ok: true,
      file: shownPath,
      package: release.name,
      version: release.version,
      variants,
      files: files.map(({ name, sizeBytes }) => ({ name, sizeBytes })),
    });
    return EXIT.done;
  }
  terminal.table(release.variants, [
    { title: "variant", cell: (variant) => variant.id, whole: true },
    { title: "for", cell: (variant) => describeMatch(variant.match) },
    { title: "installer", cell: (variant) => variant.installer.kind, whole: true },
    { title: "files", cell: (variant) => variant.files.map((file) => file.name).join(", ") },
    {
      title: "size",
      align: "right",
      whole: true,
      cell: (variant) => formatBytes(variant.files.reduce((sum, file) => sum + file.sizeBytes, 0)),
    },
  ]);
  terminal.note(`${shownPath}: ${release.name}@${release.version} is in order.`);
  const needs = [...(release.dependencies?.map((each) => each.package) ?? []), ...secretsOf(release)];
  if (needs.length > 0 && !options.onServer)
    terminal.note(`Whether ${needs.join(", ")} is on the server was not asked: shoal package check --on-server`);
  return EXIT.done;
}
