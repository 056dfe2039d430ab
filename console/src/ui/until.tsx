import { Text } from "@mantine/core";
import { formatAgo, formatTime } from "../text/format.ts";

/** When something will be over, or was; the exact time is in its title. */
export function Until({ atMs }: { atMs: number }) {
  return (
    <Text component="time" inherit dateTime={new Date(atMs).toISOString()} title={formatTime(atMs)}>
      {formatAgo(atMs, Date.now())}
    </Text>
  );
}
