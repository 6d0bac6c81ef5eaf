import type { NextRequest } from "next/server";
import { findAccount } from "@/app/session";
import { allows } from "@/lib/accounts/permissions";
import type { Context } from "@/lib/core/context";
import { type Found, findPeople } from "@/lib/events/find-people";

/** What the command palette finds while somebody types: `?event=…&q=…`. Each kind only for those who may see it. */
export async function GET(request: NextRequest): Promise<Response> {
  const account = await findAccount();
  if (!account) return Response.json([], { status: 401 });
  const ctx: Context = { organisationId: account.organisation.id, actor: { kind: "account", id: account.id }, events: { kind: "all" }, now: new Date() };
  const eventId = request.nextUrl.searchParams.get("event") ?? "";
  const query = (request.nextUrl.searchParams.get("q") ?? "").slice(0, 200);
  const found = await Promise.all(
    (["visitors", "partners"] as const).map((resource): Promise<Found[]> | Found[] => (allows(account.permissions, `${resource}:read`) ? findPeople(ctx, { eventId, query, resource }) : [])),
  );
  return Response.json(found.flat(), { headers: { "Cache-Control": "no-store" } });
}
