/**
 * `-old` is a tag to take away and no option, which the option parser cannot know: it gets `--remove=old`. Tags of one letter would be
 * options, and need the long form.
 */
export function withTagOptions(argv: readonly string[]): string[] {
  const at = argv.findIndex((word, index) => word === "device" && argv[index + 1] === "tag");
  if (at === -1) return [...argv];
  const isTag = (word: string, index: number) =>
    index > at + 1 && /^-[^-]./.test(word) && !takesValue(argv[index - 1]!);
  return argv.map((word, index) => (isTag(word, index) ? `--remove=${word.slice(1)}` : word));
}

/** Behind such an option stands its value, whatever that begins with. */
function takesValue(word: string): boolean {
  return /^--(query|device|group|os|arch|form-factor|name-contains|add|remove|server|token)$/.test(word);
}
