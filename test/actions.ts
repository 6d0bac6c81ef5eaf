import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@/scripts/lib/project.mjs";

export type Action = { id: string; name: string; file: string; page: string };

/** Every server action of the build, with a page that has it. */
export function actions(): Action[] {
  type Manifest = { node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }> };
  const manifest: Manifest = JSON.parse(readFileSync(join(root, ".next/server/server-reference-manifest.json"), "utf8"));
  const found = Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => ({ id, name: exportedName, file: filename, page: Object.keys(workers)[0] ?? "" }));
  if (found.length <= 30) throw new Error(`The build's list of actions has only ${found.length}: it is read wrongly.`);
  return found;
}

/** The id of the one that pages of a folder call by this name. */
export function actionCalled(folder: string, name: string): string {
  const found = actions().find((action) => action.file.includes(folder) && action.name === name);
  if (!found) throw new Error(`There is no action ${name} in ${folder}.`);
  return found.id;
}
