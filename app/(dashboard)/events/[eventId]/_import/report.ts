import { findContext } from "@/app/session";
import { attachment } from "@/lib/exports/attachment";
import { isVisitError } from "@/lib/core/errors";
import { fates } from "@/lib/imports/import-state";
import { importReport } from "@/lib/imports/import-report";
import type { Resource } from "@/lib/imports/targets";

type Params = { params: Promise<{ eventId: string; importId: string }> };

/** What became of the rows of an import, as CSV: `?fate=refused`, or all of them. */
export function sendReport(resource: Resource) {
  return async function GET(request: Request, { params }: Params): Promise<Response> {
    const ctx = await findContext("events:read", `${resource}:write`);
    if (!ctx) return new Response("There is nothing here.", { status: 404 });
    const asked = new URL(request.url).searchParams.get("fate");
    try {
      const { fileName, bytes } = await importReport(ctx, { ...(await params), resource }, fates.find((fate) => fate === asked));
      return attachment({ fileName, type: "text/csv; charset=utf-8", bytes });
    } catch (error) {
      if (isVisitError(error) && error.code === "not_found") return new Response("There is nothing here.", { status: 404 });
      throw error;
    }
  };
}
