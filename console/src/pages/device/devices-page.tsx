import { Box, Button, Group, Text, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../../api/client.ts";
import { countQuery } from "../../api/device.ts";
import { said } from "../../app/search.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { DeviceTable } from "./device-table.tsx";
import { QueryField } from "./query-field.tsx";
import { NOTHING } from "./selection.ts";
import { useDeviceList } from "./use-device-list.ts";

export default function DevicesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { query, select } = useSearch({ from: "/devices" });
  const all = select === "all";
  const [selection, setSelection] = useState(NOTHING);
  const [wanted, setWanted] = useState(query ?? "");
  // Back, and a link of the navigation, go to another query without anybody typing it; what was chosen was of the one before.
  const [last, setLast] = useState(query);
  if (last !== query) {
    setLast(query);
    setWanted(query ?? "");
    setSelection(NOTHING);
  }
  const { list, rows, onSeen } = useDeviceList(query === undefined ? {} : { query });
  const count = useQuery(countQuery(query));
  const choose = (next: "all" | undefined) =>
    void navigate({ to: "/devices", search: said({ query, select: next }), replace: true });
  const invalid =
    list.error instanceof Refused && list.error.problem.code === "query-invalid" ? list.error.problem : undefined;
  const unusable = invalid && t("device.queryInvalid");

  return (
    <Page
      title={t("device.title")}
      actions={
        <>
          <CopyAsCli line={`shoal device list${query === undefined ? "" : ` --query ${quoted(query)}`}`} />
          {query !== undefined && (
            <>
              <WithQuery
                to="/groups/new"
                query={query}
                label={t("device.saveQuery")}
                unless={unusable}
                variant="default"
              />
              <WithQuery to="/tasks/new" query={query} label={t("device.taskForAll")} unless={unusable} />
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
        >
          {query === undefined && (
            <Button renderRoot={(props) => <Link to="/enrolment" {...props} />}>{t("enrolment.make")}</Button>
          )}
        </EmptyMessage>
      )}
      {rows.length > 0 && (
        <DeviceTable
          rows={rows}
          selection={selection}
          all={all}
          onSelect={(next) => {
            if (all) choose(undefined);
            setSelection(next);
          }}
          onSeen={onSeen}
        />
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
      <BulkBar
        selection={selection}
        all={all}
        query={query}
        count={count.data}
        onAll={() => choose("all")}
        onClear={() => {
          setSelection(NOTHING);
          choose(undefined);
        }}
      />
    </Page>
  );
}

interface WithQueryTo {
  to: "/groups/new" | "/tasks/new";
  query: string;
  label: string;
  /** Why it cannot be gone on with. */
  unless: string | undefined;
  variant?: "default";
}

/** To what is made of the query that was found with. */
function WithQuery({ to, query, label, unless, ...look }: WithQueryTo) {
  if (unless === undefined)
    return (
      <Button size="xs" {...look} renderRoot={(props) => <Link to={to} search={{ query }} {...props} />}>
        {label}
      </Button>
    );
  return (
    <Tooltip label={unless} events={{ hover: true, focus: true, touch: true }}>
      <Button size="xs" {...look} data-disabled aria-disabled aria-description={unless}>
        {label}
      </Button>
    </Tooltip>
  );
}
