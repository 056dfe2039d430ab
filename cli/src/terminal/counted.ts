/** `one device`, `7 devices`. */
export function devices(count: number): string {
  return count === 1 ? "one device" : `${count} devices`;
}

export function actions(count: number): string {
  return count === 1 ? "one action" : `${count} actions`;
}
