import { findContext, type WebContext } from "@/app/session";
import { isVisitError } from "@/lib/core/errors";

/** JSON for the editor; a 404 without the right to see it, and when there is none. */
export async function answer(look: (ctx: WebContext) => Promise<unknown>): Promise<Response> {
  const ctx = await findContext("functions:read");
  if (!ctx) return new Response(null, { status: 404 });
  try {
    return Response.json(await look(ctx), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    if (isVisitError(error) && error.code === "not_found") return new Response(null, { status: 404 });
    throw error;
  }
}
