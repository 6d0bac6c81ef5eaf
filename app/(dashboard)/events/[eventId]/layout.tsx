import type { Metadata } from "next";
import type { ReactNode } from "react";
import { requireContext, requireEvent } from "@/app/session";

type Props = { params: Promise<{ eventId: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await requireEvent((await params).eventId);
  return { title: { default: name, template: `%s · ${name} · Visit` } };
}

/** Whether there is such an event is decided here, above every `loading.tsx`, so that the answer's status can still say 404. */
export default async function EventLayout({ params, children }: Props) {
  await requireContext("events:read");
  await requireEvent((await params).eventId);
  return children;
}
