/** A set's name as it is typed in a shell: blanks are the only sign in it that needs quotes. */
export function shellWord(name: string): string {
  return name.includes(" ") ? `"${name}"` : name;
}
