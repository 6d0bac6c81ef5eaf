/** Only `next dev` needs it: the production server begins the background work by itself, once it is ready. */
export async function register(): Promise<void> {
  // Constants Next puts in at build time, so that the production build leaves the rest out.
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NODE_ENV !== "development") return;
  const { startJobs } = await import("@/lib/jobs/start");
  await startJobs();
}
