import type { Metadata } from "next";
import { StartPage } from "../../_import/start-page";

export const metadata: Metadata = { title: "Import visitors" };

export default async function ImportPage({ params }: { params: Promise<{ eventId: string }> }) {
  return <StartPage resource="visitors" eventId={(await params).eventId} />;
}
