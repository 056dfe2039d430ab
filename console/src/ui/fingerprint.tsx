import { Text } from "@mantine/core";

/** A key's fingerprint as people compare it: in groups of four. */
export function Fingerprint({ of }: { of: string }) {
  return (
    <Text component="span" ff="monospace" size="sm" style={{ overflowWrap: "anywhere" }}>
      {of.match(/.{1,4}/g)?.join(" ")}
    </Text>
  );
}
