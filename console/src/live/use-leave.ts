import { useContext } from "react";
import { alone } from "../api/alone.ts";
import { LiveContext } from "./use-live.ts";

/** @returns what ends the session by an order, with nothing else under way, and goes to the entrance */
export function useLeave(): (order: Parameters<typeof alone>[0]) => Promise<void> {
  const live = useContext(LiveContext);
  return async (order) => {
    const followed = live?.close();
    try {
      await alone(order);
    } catch (error) {
      if (followed) live?.open();
      throw error;
    }
    location.assign("/sign-in");
  };
}
