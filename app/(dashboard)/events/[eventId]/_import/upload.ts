import { z } from "zod";
import { findContext } from "@/app/session";
import { isVisitError } from "@/lib/core/errors";
import { ENCODINGS } from "@/lib/imports/delimited";
import { MAX_FILE_BYTES } from "@/lib/imports/read-table";
import type { Resource } from "@/lib/imports/targets";
import { createImport } from "@/lib/imports/verbs";
import { importPath } from "./place";

type Params = { params: Promise<{ eventId: string }> };

/**
 * Takes a file as the request's body, its name in `X-File-Name` (percent-encoded). A route and not an action, because actions take
 * a megabyte and this takes twenty. Answers 201 `{location}`, or 4xx `{error}` with a sentence.
 */
export function acceptUpload(resource: Resource) {
  return async function POST(request: Request, { params }: Params): Promise<Response> {
    const { eventId } = await params;
    const ctx = await findContext("events:read", `${resource}:write`);
    if (!ctx) return refuse(404, "There is nothing here.");
    if (!isFromOurPage(request)) return refuse(403, "This can only be sent from a page of Visit.");
    const { searchParams } = new URL(request.url);
    const choices = Choices.safeParse(Object.fromEntries(searchParams));
    const bytes = await readAtMost(request, MAX_FILE_BYTES);
    if (!bytes) return refuse(413, "The file is larger than 20 MB. Split it.");
    try {
      const { id: importId } = await createImport(ctx, { eventId, resource, fileName: nameOf(request), bytes, choices: choices.data ?? {} });
      return Response.json({ location: importPath({ eventId, resource, importId }) }, { status: 201 });
    } catch (error) {
      if (!isVisitError(error)) throw error;
      return error.code === "expo_not_found" ? refuse(404, "There is no such event.") : refuse(422, error.more.errors?.[0]?.description ?? error.message);
    }
  };
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

/** The cookie alone does not tell who wrote the request; the browser does. */
function isFromOurPage(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

/** @returns undefined when there is more; what comes behind it is not read */
async function readAtMost(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.byteLength;
    if (length > limit) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(read.value);
  }
  return Buffer.concat(parts, length);
}

function nameOf(request: Request): string {
  try {
    return decodeURIComponent(request.headers.get("x-file-name") ?? "") || "File";
  } catch {
    return "File";
  }
}

const Choices = z.object({ encoding: z.enum(ENCODINGS).optional(), delimiter: z.enum(["tab", "semicolon", "comma", "bar"]).optional() });
