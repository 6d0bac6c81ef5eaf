"use client";

import { type Listening, useAnnouncements } from "./use-announcements";
import { useRefresh } from "./use-refresh";

/** Reads the page again when something it shows was changed. Renders nothing. State of the page's client leaves stays as it is. */
export function Live(listening: Listening) {
  useAnnouncements(listening, useRefresh());
  return null;
}
