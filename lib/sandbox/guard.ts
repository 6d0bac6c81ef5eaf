import { spawn } from "node:child_process";

export interface Guard {
  readonly isWatching: () => boolean;
  /** Comes first when what it guards is to end, or has: its number may be another's soon. */
  readonly release: () => void;
}

/** Nothing of ours. */
const env: NodeJS.ProcessEnv = { NODE_ENV: "production" };

/**
 * Ends a process once this one has ended, however that came about: one that stands still cannot see to that itself. The guard is a shell
 * that reads from us until there is nobody to read from.
 * It may not come about, or end: what then stands still could be forgotten.
 */
export function guard(pid: number): Guard {
  try {
    return watch(pid);
  } catch {
    return { isWatching: () => false, release: () => undefined };
  }
}

function watch(pid: number): Guard {
  const shell = spawn("/bin/sh", ["-c", `trap "" INT TERM HUP; read -r _; kill -9 ${pid}`], { env, stdio: ["pipe", "ignore", "ignore"] });
  const watching = { is: shell.pid !== undefined };
  const end = () => void (watching.is = false);
  shell.once("exit", end).once("error", end);
  shell.unref();
  shell.stdin?.once("error", end); // there is none when there is no room for more
  if (shell.stdin && "unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return { isWatching: () => watching.is, release: () => void shell.kill("SIGKILL") };
}
