import type { ReactNode } from "react";
import { requireContext } from "@/app/session";

/** Above the `loading.tsx`, so that the answer's status can still say 404. */
export default async function PartnersLayout({ children }: { children: ReactNode }) {
  await requireContext("partners:read");
  return children;
}
