import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { addressOf } from "./address-of.ts";

/** Who or what an entry is about, and the way there. */
export function Subject({ name, detail = {} }: { name: string; detail?: Readonly<Record<string, unknown>> }) {
  const address = addressOf(name, detail);
  if (address === undefined)
    return (
      <Text component="span" inherit style={{ overflowWrap: "anywhere" }}>
        {name}
      </Text>
    );
  return (
    <Anchor style={{ overflowWrap: "anywhere" }} renderRoot={(props) => <Link {...address} {...props} />}>
      {name}
    </Anchor>
  );
}
