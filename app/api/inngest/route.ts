import { serveJobs } from "@/lib/jobs/serve";

export const dynamic = "force-dynamic";

/** Only `next dev` comes here; the production server answers before Next does. */
export { serveJobs as GET, serveJobs as POST, serveJobs as PUT };
