import type { ReactNode } from "react";
import { requireContext } from "@/app/session";

/** Here and not only in the pages, so that the answer's status is 404 before anything is on its way. */
export default async function AlertsLayout({ children }: { children: ReactNode }) {
  await requireContext("organisation:write");
  return children;
}
