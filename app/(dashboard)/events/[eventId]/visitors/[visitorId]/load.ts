import { cache } from "react";
import { missing, requireContext } from "@/app/session";
import { findVisitor } from "@/lib/visitors/visitor-page";

/** The visitor of the page's address, looked up once per request; a 404 when the event has no such visitor. */
export const loadVisitor = cache(async (expoId: string, visitorId: string) => findVisitor(await requireContext("events:read", "visitors:read"), { expoId, visitorId }).catch(missing));
