import type { DeviceRow } from "@shoal/protocol/api/device";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import list from "../../ui/long-list.module.css";
import classes from "./device.module.css";
import { LastSeen } from "./last-seen.tsx";
import { PresenceMark } from "./presence.tsx";

interface Row {
  device: DeviceRow;
  index: number;
  chosen: boolean;
  /** The one that Tab comes to. */
  current: boolean;
  nowMs: number;
}

/**
 * One of thousands that go by while one scrolls: plain elements, without state or listeners of its own. Its table hears what is clicked in it.
 */
export const DeviceTableRow = memo(function DeviceTableRow({ device, index, chosen, current, nowMs }: Row) {
  const { t } = useTranslation();
  const { platform } = device;
  const tabIndex = current ? 0 : -1;
  return (
    <tr
      className={`${list["row"]} ${classes["row"]}`}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={chosen}
    >
      <td>
        <input
          type="checkbox"
          className={classes["box"]}
          aria-label={t("device.choose", { name: device.name })}
          tabIndex={tabIndex}
          checked={chosen}
          readOnly
        />
      </td>
      <td>
        <a href={`/devices/${encodeURIComponent(device.id)}`} title={device.name} tabIndex={tabIndex}>
          {device.name}
        </a>
      </td>
      <td>{[platform.distribution || platform.os, platform.osVersion, platform.arch].join(" ")}</td>
      <td>{platform.formFactor}</td>
      <td>
        <PresenceMark presence={device.presence} why={device.presenceWhy} />
      </td>
      <td>
        <LastSeen of={device} nowMs={nowMs} />
      </td>
      <td>
        {device.tags.map((tag) => (
          <span key={tag} className={classes["tag"]}>
            {tag}
          </span>
        ))}
      </td>
    </tr>
  );
});
