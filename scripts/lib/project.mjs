// Where things lie, and whether they are up to date. Node built-ins only: this runs before anything is installed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Stamps are written last, beside what they vouch for: gone with it, and never true of a half-made thing. For packages npm keeps its own. */
export const stamps = {
  generated: { file: join(root, "lib", "generated", ".stamp"), hash: () => hashOf(["prisma/schema.prisma"], lockedVersion("prisma")) },
  built: { file: join(root, "dist", ".stamp"), hash: () => hashOf(sources(), process.version.split(".")[0], lockedVersion("next")) },
};

/** @typedef {{ file: string, hash: () => string }} Stamp */

/** @param {Stamp} stamp */
export function isUpToDate(stamp) {
  return existsSync(stamp.file) && readFileSync(stamp.file, "utf8") === stamp.hash();
}

/**
 * @param {Stamp} stamp
 * @param {string} hash taken before the work began: what is edited meanwhile must count as new
 */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp.file), { recursive: true });
  writeFileSync(stamp.file, hash);
}

/** Everything the build reads. Tests and their configuration are left out, so that writing one costs no build; of the packages Next's version counts. */
function sources() {
  const folders = ["app", "components", "lib", "public", "prisma/seed"].flatMap((folder) => filesBelow(folder));
  const single = readdirSync(root).filter((name) => /\.(ts|mjs|json|css)$/.test(name) && statSync(join(root, name)).isFile());
  return [...folders, ...single, "prisma/schema.prisma", "scripts/build.mjs"].filter((path) => !/\.test\.tsx?$|^lib\/generated\/|^next-env\.d\.ts$|^package(-lock)?\.json$|^(vitest|playwright|eslint|prisma)\.config\./.test(path));
}

/** @param {string} folder relative to the project @returns {string[]} the same */
function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** @param {string[]} paths @param {(string | undefined)[]} rest */
function hashOf(paths, ...rest) {
  const hash = createHash("sha256").update(JSON.stringify(rest));
  for (const path of paths.sort()) {
    if (existsSync(join(root, path))) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** @param {string} name @returns {string | undefined} */
function lockedVersion(name) {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return lock.packages?.[`node_modules/${name}`]?.version;
}
