export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
