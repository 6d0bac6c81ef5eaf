import { serveMetrics } from "@/lib/api/metrics";

export const dynamic = "force-dynamic";

/** Only `next dev` comes here; the production server answers before Next does. */
export const GET = serveMetrics;
