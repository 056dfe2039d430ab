import { NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import type { ChannelRow } from "@shoal/protocol/api/channel";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { packageQuery, packagesQuery } from "../../api/package.ts";
import { taskQuery } from "../../api/task.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { useRule, WORD } from "../../ui/use-rule.ts";
import { total } from "../task/counts.ts";

const REFRESH = ["channels"];

/** Why a channel cannot be changed by whoever is here. */
function useDenied(row?: ChannelRow): string | undefined {
  const { t } = useTranslation();
  const denied = useNeeds()("channel.write");
  return denied ?? (row?.managed && t("common.managedBy", { source: row.managed.source }));
}

/** Whom it moves: the tasks that follow, and how many devices they are for. */
function Followers({ row }: { row: ChannelRow }) {
  const { t } = useTranslation();
  const tasks = useQueries({ queries: row.followers.map((id) => taskQuery(id)) });
  const devices = tasks.reduce((sum, { data }) => sum + (data ? total(data.counts) : 0), 0);
  return (
    <Text size="sm">
      {row.followers.length === 0
        ? t("release.channels.nobodyFollows")
        : t("release.channels.moves", {
            count: row.followers.length,
            devices: t("device.count", { count: devices }),
          })}
    </Text>
  );
}

/** The releases of a package that can be given. */
function useVersions(name: string): string[] {
  const { data } = useQuery({ ...packageQuery(name), enabled: name !== "" });
  return data?.items.filter((each) => each.recalled === undefined).map(({ version }) => version) ?? [];
}

/** Points a channel to another release of its package. */
export function MoveChannel({ row }: { row: ChannelRow }) {
  const { t } = useTranslation();
  const denied = useDenied(row);
  const versions = useVersions(row.package).filter((each) => each !== row.version);
  const [chosen, setChosen] = useState<string>();
  const version = chosen !== undefined && versions.includes(chosen) ? chosen : (versions[0] ?? "");
  return (
    <OrderButton
      label={t("release.channels.move")}
      variant="default"
      disabledReason={denied ?? (versions.length === 0 ? t("release.channels.noOther") : undefined)}
      confirm={t("release.channels.moveConfirm", { name: row.name })}
      act={() =>
        answerOf(
          api.PUT("/api/v1/channels/{name}", {
            params: { path: { name: row.name } },
            body: { package: row.package, version },
          }),
        )
      }
      line={`shoal channel set ${quoted(row.name)} ${quoted(row.package)} ${quoted(version)}`}
      refresh={REFRESH}
    >
      <NativeSelect
        data-autofocus
        label={t("package.version")}
        data={versions}
        value={version}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Followers row={row} />
    </OrderButton>
  );
}

/** Points a channel to where another one points. */
export function PromoteChannel({ row, all }: { row: ChannelRow; all: readonly ChannelRow[] }) {
  const { t } = useTranslation();
  const denied = useDenied(row);
  const others = all.filter(
    (each) => each.package === row.package && each.version !== row.version && each.recalled === undefined,
  );
  const [chosen, setChosen] = useState<string>();
  const from = others.find(({ name }) => name === chosen) ?? others[0];
  return (
    <OrderButton
      label={t("release.channels.promote")}
      variant="default"
      disabledReason={denied ?? (from === undefined ? t("release.channels.noSource") : undefined)}
      confirm={t("release.channels.promoteConfirm", { name: row.name, version: from?.version ?? "" })}
      act={() =>
        answerOf(
          api.POST("/api/v1/channels/{name}/promote", {
            params: { path: { name: row.name } },
            body: { from: from?.name ?? "" },
          }),
        )
      }
      line={`shoal channel promote ${quoted(row.name)} --from ${quoted(from?.name ?? "CHANNEL")}`}
      refresh={REFRESH}
    >
      <NativeSelect
        data-autofocus
        label={t("release.channels.from")}
        data={others.map(({ name, version }) => ({ value: name, label: `${name}: ${version}` }))}
        value={from?.name ?? ""}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Followers row={row} />
    </OrderButton>
  );
}

export function DeleteChannel({ row }: { row: ChannelRow }) {
  const { t } = useTranslation();
  const denied = useDenied(row);
  return (
    <OrderButton
      label={t("release.channels.delete")}
      variant="outline"
      color="red"
      disabledReason={denied ?? (row.followers.length > 0 ? t("release.channels.isFollowed") : undefined)}
      confirm={t("release.channels.deleteConfirm", { name: row.name })}
      hint={t("release.channels.deleteHint")}
      act={() => acceptedBy(api.DELETE("/api/v1/channels/{name}", { params: { path: { name: row.name } } }))}
      line={`shoal channel delete ${quoted(row.name)}`}
      refresh={REFRESH}
    />
  );
}

/** @param of the package that it is for; else it is chosen */
export function NewChannel({ of, taken }: { of: string | undefined; taken: readonly string[] }) {
  const { t } = useTranslation();
  const denied = useDenied();
  const packages = useQuery(packagesQuery);
  const names = packages.data?.items.map((each) => each.name) ?? [];
  const rule = useRule(WORD, t("common.wordRule"));
  const [name, setName] = useState("");
  const [chosenPackage, setPackage] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const product = of ?? chosenPackage ?? names[0] ?? "";
  const versions = useVersions(product);
  const version = chosen !== undefined && versions.includes(chosen) ? chosen : (versions[0] ?? "");
  const wanted = name.trim();
  return (
    <OrderButton
      label={t("release.channels.new")}
      disabledReason={denied ?? (names.length === 0 ? t("package.empty") : undefined)}
      confirm={t("release.channels.newConfirm")}
      act={() =>
        answerOf(
          api.PUT("/api/v1/channels/{name}", {
            params: { path: { name: wanted } },
            body: { package: product, version },
          }),
        )
      }
      line={`shoal channel set ${quoted(wanted || "CHANNEL")} ${quoted(product)} ${quoted(version)}`}
      refresh={REFRESH}
    >
      <Stack gap="xs">
        <TextInput
          data-autofocus
          label={t("release.fields.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          {...rule}
          {...(taken.includes(wanted) ? { error: t("release.channels.taken") } : {})}
        />
        {of === undefined && (
          <NativeSelect
            label={t("release.package")}
            data={names}
            value={product}
            onChange={(event) => setPackage(event.currentTarget.value)}
          />
        )}
        <NativeSelect
          label={t("package.version")}
          data={versions}
          value={version}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </Stack>
    </OrderButton>
  );
}
