import { createHash } from "node:crypto";
import manifest from "@/package.json";
import { openApi } from "@/lib/api/openapi";
import { operations } from "@/lib/api/registry";
import { part } from "@/lib/core/runtime";

export const dynamic = "force-dynamic";

/** The document, made once per process: it depends on nothing that changes while one runs. */
const published = part("openapi", ({ settings }) => {
  const body = JSON.stringify(openApi(operations, { origin: settings.url, version: manifest.version }));
  return { body, etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` };
});

/** Public, and readable from other origins: documentation viewers and client generators run in browsers. */
export function GET(request: Request): Response {
  const { body, etag } = published();
  const headers = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "public, max-age=300", ETag: etag, "Access-Control-Allow-Origin": "*" };
  const isKnown = request.headers.get("if-none-match")?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
  return isKnown ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
}
