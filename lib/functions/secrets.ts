import { runtime } from "@/lib/core/runtime";
import { purposes, readable } from "./sealed";

/** The values of a function's secrets by name, for masking; never for a page. One whose key is gone is left out. */
export async function readSecrets(functionId: string): Promise<Map<string, string>> {
  const rows = await runtime().database.read.functionSecret.findMany({ where: { functionId }, select: { name: true, sealed: true } });
  return new Map(rows.flatMap(({ name, sealed }) => {
    const value = readable(sealed, purposes.secret(functionId, name));
    return value === null ? [] : [[name, value]];
  }));
}
