import { Anchor, Stack, Table } from "@mantine/core";
import type { Link as NetworkLink } from "@shoal/protocol/device/link";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../text/format.ts";
import { EmptyMessage } from "../../ui/empty-message.tsx";

/** By what it is reached, and who is beside it. */
export function DeviceNetwork({ links = [] }: { links: NetworkLink[] | undefined }) {
  const { t } = useTranslation();
  if (links.length === 0) return <EmptyMessage title={t("device.noLinks")} hint={t("device.noLinksHint")} />;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("device.link")}</Table.Th>
            <Table.Th>{t("device.linkKind")}</Table.Th>
            <Table.Th>{t("device.addresses")}</Table.Th>
            <Table.Th>{t("device.gateways")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {links.map((link) => (
            <Table.Tr key={link.name}>
              <Table.Th scope="row">{link.name}</Table.Th>
              <Table.Td>
                {t(`device.linkKinds.${link.kind}`)}
                {link.speedMbps !== undefined && ` · ${formatNumber(link.speedMbps)} Mbit/s`}
                {link.nameSuffix !== undefined && ` · ${link.nameSuffix}`}
              </Table.Td>
              <Table.Td>
                <Stack gap={2}>
                  {link.addresses.map((address) => (
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
              </Table.Td>
              <Table.Td ff="monospace">{link.gateways.join(", ")}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
