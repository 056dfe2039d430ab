/**
 * Where a device stands in a rollout's order: from its id and the rollout's seed, so that other devices go first each time,
 * and the same ones whenever it is asked. (cyrb53, public domain: 53 bits, well mixed.)
 */
export function orderOf(seed: number, deviceId: string): number {
  let [low, high] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed];
  for (let at = 0; at < deviceId.length; at++) {
    const unit = deviceId.charCodeAt(at);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}
