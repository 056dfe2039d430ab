/**
 * os-release(5): shell-like assignments, one a line; values may be in single or double quotes, with backslashes before
 * `"`, `$`, `` ` `` and `\` in double ones. `machine-info(5)` has the same form.
 */
export function parseAssignments(text: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*?)\s*$/.exec(line);
    if (match) found[match[1]!] = unquote(match[2]!);
  }
  return found;
}

function unquote(value: string): string {
  if (/^".*"$/s.test(value)) return value.slice(1, -1).replace(/\\(["$`\\])/g, "$1");
  if (/^'.*'$/s.test(value)) return value.slice(1, -1);
  return value;
}
