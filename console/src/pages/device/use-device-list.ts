import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { type DeviceFilter, devicePage, devicesQuery, LIST_ROWS } from "../../api/device.ts";
import { oldBy } from "../../live/old-by.ts";
import { SETTLE_MS } from "../../live/refresher.ts";
import { SeenPages } from "../../live/seen-pages.ts";
import { useEvents } from "../../live/use-live.ts";

type DevicePage = Awaited<ReturnType<typeof devicePage>>;
type Pages = InfiniteData<DevicePage, string | undefined>;

/** Devices page by page, as far as somebody has gone; of what changes, the pages that are seen are asked for again. */
export function useDeviceList(filter: DeviceFilter) {
  const client = useQueryClient();
  const options = devicesQuery(filter);
  const list = useInfiniteQuery(options);
  const key = JSON.stringify(options.queryKey);
  const seen = useMemo(() => {
    const queryKey = JSON.parse(key) as typeof options.queryKey;
    return new SeenPages(async (at) => {
      const pageParam = client.getQueryData(queryKey)?.pageParams[at] as string | undefined;
      const page = await devicePage(queryKey[2], pageParam);
      // What comes behind is put to what was there when it was asked for.
      if (client.isFetching({ queryKey, exact: true }) > 0) return false;
      client.setQueryData(queryKey, (data) => data && withPage(data as Pages, at, pageParam, page));
      return true;
    }, SETTLE_MS);
  }, [client, key]);
  useEffect(() => () => seen.stop(), [seen]);
  useEvents((event) => {
    if (oldBy(event).some(([noun]) => noun === "devices")) seen.old();
  });

  const { data, hasNextPage, isFetching, fetchNextPage } = list;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  /** Called with the rows that are seen: asks for more before their end, and again for what is old of them. */
  const onSeen = useCallback(
    (first: number, last: number) => {
      if (data === undefined) return;
      if (last >= rows.length - AHEAD && hasNextPage && !isFetching) void fetchNextPage();
      const pageAt = (row: number) => Math.min(data.pages.length - 1, Math.floor(row / LIST_ROWS));
      seen.see(pageAt(first), pageAt(last));
    },
    [data, rows.length, hasNextPage, isFetching, fetchNextPage, seen],
  );
  return { list, rows, onSeen };
}

/** Before its end is seen, more is asked for. */
const AHEAD = 30;

/** With the answer in its place; where it ends elsewhere now, what came behind it begins elsewhere too, and has to be asked for. */
function withPage({ pages, pageParams }: Pages, at: number, pageParam: string | undefined, page: DevicePage): Pages {
  const before = pages[at];
  if (before === undefined || pageParams[at] !== pageParam) return { pages, pageParams };
  const kept = before.nextCursor === page.nextCursor ? pages.length : at + 1;
  return {
    pages: pages.slice(0, kept).map((each, index) => (index === at ? page : each)),
    pageParams: pageParams.slice(0, kept),
  };
}
