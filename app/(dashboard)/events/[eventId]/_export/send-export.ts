import { findContext } from "@/app/session";
import type { Where } from "@/lib/core/browsing";
import { isVisitError } from "@/lib/core/errors";
import { attachment } from "@/lib/exports/attachment";
import { exportFormats, exportRecords } from "@/lib/exports/export-records";
import type { Resource } from "@/lib/imports/targets";

/**
 * What a table shows, as a file: the same address with `/export` behind it, `?format=xlsx|csv` (xlsx when not said) and the table's
 * own filters. @param toWhere  how the table reads its filters
 */
export function sendExport(resource: Resource, toWhere: (params: URLSearchParams) => Where) {
  return async function GET(request: Request, { params }: { params: Promise<{ eventId: string }> }): Promise<Response> {
    const ctx = await findContext("events:read", `${resource}:read`);
    if (!ctx) return nothing();
    const { searchParams } = new URL(request.url);
    const format = exportFormats.find((known) => known === searchParams.get("format")) ?? "xlsx";
    try {
      return attachment(await exportRecords(ctx, { eventId: (await params).eventId, resource, format, filter: toWhere(searchParams) }));
    } catch (error) {
      if (isVisitError(error) && error.code === "expo_not_found") return nothing();
      throw error;
    }
  };
}

function nothing(): Response {
  return new Response("There is nothing here.", { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
