/** Under this it is written down, per action, where the pieces on its device came from. */
export function imageNote(actionId: string): string {
  return `image ${actionId}`;
}
