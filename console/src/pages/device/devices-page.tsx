import { Anchor, Badge, Box, Button, Group, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../../api/client.ts";
import { countQuery, devicesQuery } from "../../api/device.ts";
import { Ago } from "../../ui/ago.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { PresenceMark } from "./presence.tsx";
import { QueryField } from "./query-field.tsx";

export default function DevicesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { query } = useSearch({ from: "/devices" });
  const [wanted, setWanted] = useState(query ?? "");
  const list = useInfiniteQuery(devicesQuery(query === undefined ? {} : { query }));
  const count = useQuery(countQuery(query));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const invalid =
    list.error instanceof Refused && list.error.problem.code === "query-invalid" ? list.error.problem : undefined;

  return (
    <Page
      title={t("device.title")}
      actions={
        <>
          <CopyAsCli line={`shoal device list${query === undefined ? "" : ` --query ${quoted(query)}`}`} />
          {query !== undefined && (
            <>
              <Button
                size="xs"
                variant="default"
                renderRoot={(props) => <Link to="/groups/new" search={{ query }} {...props} />}
              >
                {t("device.saveQuery")}
              </Button>
              <Button size="xs" renderRoot={(props) => <Link to="/tasks/new" search={{ query }} {...props} />}>
                {t("device.taskForAll")}
              </Button>
            </>
          )}
        </>
      }
    >
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void navigate({ to: "/devices", search: wanted.trim() === "" ? {} : { query: wanted.trim() } });
          }}
        >
          <Group align="flex-start" gap="xs">
            <Box flex={1}>
              <QueryField value={wanted} onChange={setWanted} />
            </Box>
            <Button type="submit" mt={26}>
              {t("device.find")}
            </Button>
          </Group>
        </form>
      </search>
      {list.error !== null && invalid === undefined && (
        <ProblemMessage error={list.error} onAgain={() => void list.refetch()} />
      )}
      {count.data !== undefined && query === undefined && (
        <Text size="sm" role="status">
          {t("device.count", { count: count.data.devices })}
        </Text>
      )}
      {list.isSuccess && rows.length === 0 && (
        <EmptyMessage
          title={t(query === undefined ? "device.emptyEnrol" : "device.empty")}
          hint={t(query === undefined ? "device.emptyEnrolHint" : "device.emptyHint")}
        />
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={720}>
          <Table stickyHeader highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("device.name")}</Table.Th>
                <Table.Th>{t("device.system")}</Table.Th>
                <Table.Th>{t("device.kind")}</Table.Th>
                <Table.Th>{t("device.presence")}</Table.Th>
                <Table.Th>{t("device.lastSeen")}</Table.Th>
                <Table.Th>{t("device.tags")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((device) => (
                <Table.Tr key={device.id}>
                  <Table.Td>
                    <Anchor
                      renderRoot={(props) => <Link to="/devices/$device" params={{ device: device.id }} {...props} />}
                    >
                      {device.name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    {[
                      device.platform.distribution || device.platform.os,
                      device.platform.osVersion,
                      device.platform.arch,
                    ].join(" ")}
                  </Table.Td>
                  <Table.Td>{device.platform.formFactor}</Table.Td>
                  <Table.Td>
                    <PresenceMark presence={device.presence} why={device.presenceWhy} />
                  </Table.Td>
                  <Table.Td>
                    <Ago atMs={device.lastSeenMs} />
                  </Table.Td>
                  <Table.Td>
                    <Group gap={4}>
                      {device.tags.map((tag) => (
                        <Badge key={tag} variant="default" tt="none">
                          {tag}
                        </Badge>
                      ))}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </Page>
  );
}
