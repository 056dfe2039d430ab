import "@mantine/spotlight/styles.css";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { namedDevicesQuery } from "../api/device.ts";
import { packagesQuery } from "../api/package.ts";
import { ADMINISTRATION, NAVIGATION } from "./navigation.ts";

const PAGES = [...NAVIGATION, ...ADMINISTRATION, { to: "/tasks/new", label: "task.new" }] as const;

export default function PaletteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState("");
  const [name] = useDebouncedValue(wanted, 150);
  const { data: packages } = useQuery(packagesQuery);
  const { data: devices } = useQuery(namedDevicesQuery(name));
  useEffect(() => spotlight.open(), []);

  const like = (text: string) => text.toLocaleLowerCase().includes(wanted.toLocaleLowerCase());
  const actions = [
    ...PAGES.filter(({ label }) => like(t(label))).map(({ to, label }) => ({
      id: to,
      label: t(label),
      onClick: () => void navigate({ to }),
    })),
    ...(packages?.items ?? [])
      .filter((each) => like(each.name))
      .slice(0, 8)
      .map((each) => ({
        id: `package ${each.name}`,
        label: each.name,
        description: t("nav.packages"),
        onClick: () => void navigate({ to: "/packages/$package", params: { package: each.name } }),
      })),
    ...(devices?.items ?? []).map((each) => ({
      id: `device ${each.id}`,
      label: each.name,
      description: t("nav.devices"),
      onClick: () => void navigate({ to: "/devices/$device", params: { device: each.name } }),
    })),
  ];
  return (
    <Spotlight
      actions={actions}
      query={wanted}
      onQueryChange={setWanted}
      filter={(_query, all) => all}
      shortcut={null}
      nothingFound={t("app.searchNothing")}
      onSpotlightClose={onClose}
      searchProps={{ placeholder: t("app.searchHint"), "aria-label": t("app.searchHint") }}
    />
  );
}
