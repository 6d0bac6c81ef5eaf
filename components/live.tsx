"use client";

import { useRouter } from "next/navigation";
import { type Listening, useAnnouncements } from "./use-announcements";

/** Reads the page again when something it shows was changed. Renders nothing. State of the page's client leaves stays as it is. */
export function Live(listening: Listening) {
  const router = useRouter();
  useAnnouncements(listening, () => router.refresh());
  return null;
}
