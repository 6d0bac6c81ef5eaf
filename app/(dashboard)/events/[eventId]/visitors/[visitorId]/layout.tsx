import type { ReactNode } from "react";
import { loadVisitor } from "./load";

/** Above `loading.tsx`, so that the answer's status can still say 404. */
export default async function VisitorLayout({ params, children }: { params: Promise<{ eventId: string; visitorId: string }>; children: ReactNode }) {
  const { eventId, visitorId } = await params;
  await loadVisitor(eventId, visitorId);
  return children;
}
