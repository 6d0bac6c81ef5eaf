import manifest from "@/package.json";
import { runtime } from "./runtime";

/** Where the process stands, as whoever runs it knows: only `ready` may be answered with 200. */
export type Phase = "starting" | "ready" | "stopping";

export type Health = {
  /** 200, or 503 with `Retry-After` */
  status: 200 | 503;
  body: { status: "ok" | "starting" | "stopping" | "unavailable"; version: string; database: "up" | "down" };
};

/** Whether the process can serve: its phase, and a question to the database that must be answered within two seconds. */
export async function checkHealth(phase: Phase): Promise<Health> {
  const database = await databaseState();
  const { version } = manifest;
  if (phase !== "ready") return { status: 503, body: { status: phase, version, database } };
  if (database === "down") return { status: 503, body: { status: "unavailable", version, database } };
  return { status: 200, body: { status: "ok", version, database } };
}

/** The answer as a Response, for the server and for `next dev` alike. */
export function healthResponse({ status, body }: Health): Response {
  const headers: Record<string, string> = { "Cache-Control": "no-store" };
  if (status === 503) headers["Retry-After"] = "1";
  return Response.json(body, { status, headers });
}

async function databaseState(): Promise<"up" | "down"> {
  const patience = new AbortController();
  const tooLate = new Promise<"down">((resolve) => {
    const timer = setTimeout(() => resolve("down"), 2000);
    patience.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  const asked = runtime().database.query("health", "SELECT 1", []).then(
    () => "up" as const,
    () => "down" as const,
  );
  const state = await Promise.race([asked, tooLate]);
  patience.abort();
  return state;
}
