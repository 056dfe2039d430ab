/** How many of the newest came after the first one that is shown; all of them where that is not among them. */
export function newBefore(newest: readonly { id: string }[], first: { id: string } | undefined): number {
  const at = first === undefined ? -1 : newest.findIndex(({ id }) => id === first.id);
  return at < 0 ? newest.length : at;
}
