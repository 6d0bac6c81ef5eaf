import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { guestTypes } from "@/lib/api/declarations";

/** Made when the pages are built: TypeScript itself is not there afterwards. */
export const dynamic = "force-static";

/** What the editor's compiler knows: the language, and what functions see besides. As public as the documentation of the API. */
export async function GET(): Promise<Response> {
  const libraries: Record<string, string> = {};
  await addLibrary("lib.es2023.d.ts", libraries);
  return Response.json({ libraries, globals: guestTypes() });
}

/** With all that it refers to. */
async function addLibrary(name: string, libraries: Record<string, string>): Promise<void> {
  const text = await readFile(join(process.cwd(), "node_modules", "typescript", "lib", name), "utf8");
  libraries[name] = text;
  for (const [, library] of text.matchAll(/^\/\/\/ <reference lib="([\w.]+)" \/>/gm)) {
    const other = `lib.${library}.d.ts`;
    if (libraries[other] === undefined) await addLibrary(other, libraries);
  }
}
