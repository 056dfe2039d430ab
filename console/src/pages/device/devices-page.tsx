import { Box, Button, Group, Text, Tooltip } from "@mantine/core";
import type { DeviceOrder } from "@shoal/protocol/api/device";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../../api/client.ts";
import { countQuery } from "../../api/device.ts";
import { said, textOf } from "../../app/search.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { orderText } from "../../ui/list-order.ts";
import { Page } from "../../ui/page.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { useListOrder } from "../../ui/use-list-order.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { DeviceTable } from "./device-table.tsx";
import { QueryField } from "./query-field.tsx";
import { NOTHING } from "./selection.ts";
import { useDeviceList } from "./use-device-list.ts";

const ORDERED_BY = ["name"];

export default function DevicesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/devices" });
  const { query, select } = search;
  const [order, chooseOrder] = useListOrder(undefined, ORDERED_BY);
  const by = order === undefined ? undefined : (orderText(order) as DeviceOrder);
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
  const { list, rows, onSeen } = useDeviceList(said({ query, order: by }));
  const count = useQuery(countQuery(query));
  const choose = (next: "all" | undefined) =>
    void navigate({ to: "/devices", search: said({ ...search, select: next }), replace: true });
  const invalid =
    list.error instanceof Refused && list.error.problem.code === "query-invalid" ? list.error.problem : undefined;
  const unusable = invalid && t("device.queryInvalid");

  return (
    <Page
      title={t("device.title")}
      actions={
        <>
          <CopyAsCli line={listLine(query, by)} />
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
            void navigate({
              to: "/devices",
              search: said({ ...search, query: textOf(wanted.trim()), select: undefined }),
            });
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
          order={order}
          onOrder={(next) => {
            chooseOrder(next);
            // From where a range goes is a place in the list.
            setSelection({ ...selection, anchor: NOTHING.anchor });
          }}
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

const listLine = (query: string | undefined, by: DeviceOrder | undefined): string =>
  `shoal device list${query === undefined ? "" : ` --query ${quoted(query)}`}${by === undefined ? "" : ` --order=${by}`}`;

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
