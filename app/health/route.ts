import { checkHealth, healthResponse } from "@/lib/core/health";

export const dynamic = "force-dynamic";

/** Only `next dev` comes here; the production server answers before Next does, because it also knows when it is stopping. */
export async function GET(): Promise<Response> {
  return healthResponse(await checkHealth("ready"));
}
