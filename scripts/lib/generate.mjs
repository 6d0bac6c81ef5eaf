// Writes the Prisma client from the schema, when the schema is newer.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { isUpToDate, root, stamps, writeStamp } from "./project.mjs";

/** @returns {Promise<boolean>} whether there was anything to do */
export async function generateClient() {
  if (isUpToDate(stamps.generated)) return false;
  const hash = stamps.generated.hash();
  await promisify(execFile)(process.execPath, [join(root, "node_modules", "prisma", "build", "index.js"), "generate", "--no-hints"], {
    cwd: root,
    // generate downloads a schema engine it then does not use, unless told that one exists: any executable will do.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
  });
  writeStamp(stamps.generated, hash);
  return true;
}
