import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { describeMatch } from "./describe-match.ts";
import { invalidPackage } from "./invalid.ts";
import { judgePackage } from "./judge.ts";
import { loadPackage } from "./load.ts";

/** Judges a package without a server, a key, or reading its files. */
export async function checkPackage(invocation: Invocation, _options: object, where = "."): Promise<ExitCode> {
  const { terminal, shell } = invocation;
  const loaded = await loadPackage(shell.cwd, where);
  const judged = loaded.ok ? await judgePackage(loaded.loaded) : { ok: false as const, problems: loaded.problems };
  const shownPath = loaded.ok ? loaded.loaded.shownPath : loaded.shownPath;
  if (!judged.ok) {
    if (!terminal.json) throw invalidPackage(shownPath, judged.problems);
    const problems = judged.problems.map(({ line, column, message, hint }) => ({
      file: shownPath,
      line,
      column,
      message,
      hint,
    }));
    terminal.answerJson({ ok: false, file: shownPath, problems });
    return EXIT.failed;
  }
  const { release, files } = judged;
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
  return EXIT.done;
}
