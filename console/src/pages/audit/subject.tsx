import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { addressOf } from "./address-of.ts";

/** Who or what an entry is about, and the way there. */
export function Subject({ name, detail = {} }: { name: string; detail?: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const address = addressOf(name, detail);
  if (address === undefined || typeof address === "string")
    return (
      <Text
        component="span"
        inherit
        {...(address === undefined ? {} : { title: t(`audit.noPage.${address}`) })}
        style={{ overflowWrap: "anywhere" }}
      >
        {name}
      </Text>
    );
  return (
    <Anchor style={{ overflowWrap: "anywhere" }} renderRoot={(props) => <Link {...address} {...props} />}>
      {name}
    </Anchor>
  );
}
