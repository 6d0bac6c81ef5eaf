import type { Metadata } from "next";
import { StartPage } from "../../_import/start-page";

export const metadata: Metadata = { title: "Import partners" };

export default async function ImportPage({ params }: { params: Promise<{ eventId: string }> }) {
  return <StartPage resource="partners" eventId={(await params).eventId} />;
}
