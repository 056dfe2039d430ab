/**
 * Does a link of this name take part, by the patterns of `multicastInterfaces`? `*` stands for any letters, and what begins
 * with `!` leaves out what the others let in; where there are only such patterns, they leave out of all links.
 */
export function takesPart(name: string, patterns: readonly string[]): boolean {
  const matches = (pattern: string) => {
    const [first = "", ...rest] = pattern.split("*");
    if (rest.length === 0) return name === pattern;
    const last = rest.pop()!;
    if (!name.startsWith(first) || !name.endsWith(last)) return false;
    // Each part at its first place leaves the most for those behind it.
    let at = first.length;
    for (const part of rest) {
      const found = name.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at + last.length <= name.length;
  };
  const out = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const into = patterns.filter((pattern) => !pattern.startsWith("!"));
  return (into.length === 0 || into.some(matches)) && !out.some(matches);
}
