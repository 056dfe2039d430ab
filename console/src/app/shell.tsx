import { AppShell, Box, Burger, Group, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { startTransition, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/me.ts";
import { Live } from "../live/live.ts";
import { refreshByClock, refreshByEvents } from "../live/refresher.ts";
import { LiveContext } from "../live/use-live.ts";
import { LiveMark } from "./live-mark.tsx";
import { ADMINISTRATION, NAVIGATION } from "./navigation.ts";
import { Palette } from "./palette.tsx";
import { Preferences } from "./preferences.tsx";
import classes from "./shell.module.css";

export function Shell() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [live] = useState(() => new Live());
  const [opened, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();

  const { data: me } = useQuery(meQuery);
  // Who may see only some groups of devices is told of no event: what they see is asked for again by the clock.
  const follows =
    me?.permissions.includes("event.read") === true && !me.bounds.some(({ permission }) => permission === "event.read");
  useEffect(() => {
    if (!follows) return refreshByClock(client);
    live.open();
    const stop = refreshByEvents(live, client);
    return () => {
      stop();
      live.close();
    };
  }, [live, client, follows]);
  // The page comes in slices behind its frame, between which the browser answers.
  const [framed, setFramed] = useState(false);
  useEffect(() => startTransition(() => setFramed(true)), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was chosen closes the menu it was chosen from
  useEffect(close, [pathname]);

  return (
    <LiveContext value={live}>
      <a className={classes["skip"]} href="#content">
        {t("app.skip")}
      </a>
      <AppShell
        header={{ height: 52 }}
        navbar={{ width: 200, breakpoint: "sm", collapsed: { mobile: !opened } }}
        padding="md"
      >
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="xs" wrap="nowrap">
              <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t("app.menu")} />
              <UnstyledButton renderRoot={(props) => <Link to="/" {...props} />}>
                <Text fw={700} fz="lg" c="var(--mantine-color-anchor)">
                  Shoal
                </Text>
              </UnstyledButton>
            </Group>
            <Group gap="sm" wrap="nowrap">
              {follows && <LiveMark live={live} />}
              <Palette />
              <Preferences />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" component="nav" aria-label={t("app.navigation")}>
          <Places of={NAVIGATION} />
          <Box role="group" aria-labelledby="administration" mt="md">
            <Text id="administration" size="xs" fw={600} c="var(--tone-neutral)" px="sm" mb={4}>
              {t("nav.administration")}
            </Text>
            <Places of={ADMINISTRATION} />
          </Box>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1} className={classes["main"]}>
          {framed && <Outlet />}
        </AppShell.Main>
      </AppShell>
      <VisuallyHidden id="announcer" aria-live="polite" />
    </LiveContext>
  );
}

function Places({ of }: { of: typeof NAVIGATION | typeof ADMINISTRATION }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return of.map(({ to, label }) => {
    const here = to === "/" ? pathname === "/" : pathname.startsWith(to);
    return (
      <Link key={to} to={to} className={classes["place"]} {...(here ? { "aria-current": "page" as const } : {})}>
        {t(label)}
      </Link>
    );
  });
}
