import { Outlet, useLocation } from "@tanstack/react-router";
import { Shell } from "./shell.tsx";

/** Pages for people who are not in yet. */
const ENTRANCES = ["/sign-in", "/setup", "/invitation"];

export const isEntrance = (pathname: string): boolean => ENTRANCES.includes(pathname);

export function Frame() {
  const { pathname } = useLocation();
  return isEntrance(pathname) ? <Outlet /> : <Shell />;
}
