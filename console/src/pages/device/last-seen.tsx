import type { DeviceRow } from "@shoal/protocol/api/device";
import { useTranslation } from "react-i18next";
import { formatAgo, formatTime } from "../../text/format.ts";

/**
 * Plain, for lists of thousands. A device whose connection is open is there at this moment, however long ago it had something to say: that is in
 * the title, as the exact time is of the others.
 */
export function LastSeen({ of: { presence, lastSeenMs }, nowMs }: { of: DeviceRow; nowMs: number }) {
  const { t } = useTranslation();
  const ago = formatAgo(Math.min(lastSeenMs, nowMs), nowMs);
  if (presence === "online") return <span title={t("device.heardFrom", { ago })}>{t("device.seenNow")}</span>;
  return (
    <time dateTime={new Date(lastSeenMs).toISOString()} title={formatTime(lastSeenMs)}>
      {ago}
    </time>
  );
}
