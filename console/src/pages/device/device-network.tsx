import { Anchor, Stack } from "@mantine/core";
import type { Link as NetworkLink } from "@shoal/protocol/device/link";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../text/format.ts";
import { Listing } from "../../ui/listing.tsx";

/** By what it is reached, and who is beside it. */
export function DeviceNetwork({ links = [] }: { links: NetworkLink[] | undefined }) {
  const { t } = useTranslation();
  return (
    <Listing
      rows={links}
      keyOf={({ name }) => name}
      empty={{ title: t("device.noLinks"), hint: t("device.noLinksHint") }}
      columns={[
        { head: t("device.link"), cell: ({ name }) => name, names: true },
        {
          head: t("device.linkKind"),
          cell: ({ kind, speedMbps, nameSuffix }) =>
            [
              t(`device.linkKinds.${kind}`),
              ...(speedMbps === undefined ? [] : [`${formatNumber(speedMbps)} Mbit/s`]),
              ...(nameSuffix === undefined ? [] : [nameSuffix]),
            ].join(" · "),
        },
        {
          head: t("device.addresses"),
          cell: ({ addresses }) => (
            <Stack gap={2}>
              {addresses.map((address) => (
                <Anchor
                  key={address}
                  ff="monospace"
                  title={t("device.sameSubnet")}
                  renderRoot={(props) => <Link to="/devices" search={{ query: `subnet:${address}` }} {...props} />}
                >
                  {address}
                </Anchor>
              ))}
            </Stack>
          ),
        },
        { head: t("device.gateways"), cell: ({ gateways }) => gateways.join(", "), mono: true },
      ]}
    />
  );
}
