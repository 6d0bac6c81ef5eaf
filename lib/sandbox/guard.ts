import { spawn } from "node:child_process";

/** Nothing of ours. */
const env: NodeJS.ProcessEnv = { NODE_ENV: "production" };

/**
 * Ends a process once this one has ended, however that came about: one that stands still cannot see to that itself. The guard is a shell
 * that reads from us until there is nobody to read from.
 * @returns whether it watches; and how to release what it guards, which comes first when that has ended
 */
export function guard(pid: number): { isWatching: () => boolean; release: () => void } {
  const shell = spawn("/bin/sh", ["-c", `trap "" INT TERM HUP; read -r _; kill -9 ${pid}`], { env, stdio: ["pipe", "ignore", "ignore"] });
  const watching = { is: shell.pid !== undefined };
  const end = () => void (watching.is = false);
  shell.once("exit", end).once("error", end);
  shell.unref();
  shell.stdin?.once("error", end); // there is none when there is no room for more
  if (shell.stdin && "unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return { isWatching: () => watching.is, release: () => void shell.kill("SIGKILL") };
}
