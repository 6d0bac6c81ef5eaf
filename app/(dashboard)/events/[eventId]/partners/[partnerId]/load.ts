import { cache } from "react";
import { missing, requireContext } from "@/app/session";
import { findPartner } from "@/lib/partners/partner-page";

/** The partner of the page's address, looked up once per request; a 404 when the event has no such partner. */
export const loadPartner = cache(async (expoId: string, partnerId: string) => findPartner(await requireContext("events:read", "partners:read"), { expoId, partnerId }).catch(missing));
