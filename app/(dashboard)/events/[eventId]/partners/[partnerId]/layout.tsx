import type { ReactNode } from "react";
import { loadPartner } from "./load";

/** Above `loading.tsx`, so that the answer's status can still say 404. */
export default async function PartnerLayout({ params, children }: { params: Promise<{ eventId: string; partnerId: string }>; children: ReactNode }) {
  const { eventId, partnerId } = await params;
  await loadPartner(eventId, partnerId);
  return children;
}
