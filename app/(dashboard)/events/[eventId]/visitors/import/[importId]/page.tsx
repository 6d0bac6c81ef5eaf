import type { Metadata } from "next";
import { ImportPage } from "../../../_import/import-page";
import { ImportQuery } from "../../../_import/query";

export const metadata: Metadata = { title: "Import visitors" };

type Props = { params: Promise<{ eventId: string; importId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ params, searchParams }: Props) {
  const [{ eventId, importId }, query] = await Promise.all([params, searchParams]);
  return <ImportPage resource="visitors" eventId={eventId} importId={importId} query={ImportQuery.parse(query)} />;
}
