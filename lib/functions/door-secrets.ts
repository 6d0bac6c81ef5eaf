import { z } from "zod";
import { runtime } from "@/lib/core/runtime";
import { formsOf } from "@/lib/sandbox/mask";
import type { Behind, Capability } from "./door";
import { doorError } from "./door-error";
import { maxSecretSets } from "./schema";
import { purposes, readable, seal } from "./sealed";
import { tell } from "./tell";

type Secret = { value: string; isWritable: boolean; allowedHosts: readonly string[] };

/** The secrets of a function as one run has them. */
export class RunSecrets {
  readonly #secrets: Map<string, Secret>;
  /** All that must not be read in the run's log, also what a secret was before it was set anew. Lives as long as the run. */
  readonly values: Set<string>;
  constructor(secrets: Map<string, Secret>) {
    this.#secrets = secrets;
    this.values = new Set([...secrets.values()].map(({ value }) => value));
  }

  get(name: string): Secret | undefined {
    return this.#secrets.get(name);
  }

  put(name: string, value: string): void {
    const known = this.#secrets.get(name);
    if (known) this.#secrets.set(name, { ...known, value });
    this.values.add(value);
  }

  /**
   * The only hosts a request may go to, for the secrets it carries; undefined: none of them says.
   * @param texts  all that is sent, decoded as far as it can be
   */
  hostsFor(texts: readonly string[]): readonly string[] | undefined {
    let hosts: readonly string[] | undefined;
    for (const { value, allowedHosts } of this.#secrets.values()) {
      if (allowedHosts.length === 0) continue;
      const forms = value.length < 4 ? [value] : formsOf(value);
      if (value === "" || !texts.some((text) => forms.some((form) => text.includes(form)))) continue;
      hosts = hosts === undefined ? allowedHosts : hosts.filter((host) => allowedHosts.includes(host));
    }
    return hosts;
  }
}

/** @throws doorError when a secret cannot be decrypted: better no run than one that sends an empty password */
export async function loadSecrets(functionId: string): Promise<RunSecrets> {
  const rows = await runtime().database.query<{ name: string; sealed: string; isWritable: boolean; allowedHosts: string[] }>(
    "function secrets",
    `SELECT name, sealed, "isWritable", coalesce("allowedHosts", '{}') AS "allowedHosts" FROM function_secret WHERE "functionId" = $1`,
    [functionId],
  );
  return new RunSecrets(
    new Map(
      rows.map(({ name, sealed, isWritable, allowedHosts }) => {
        const value = readable(sealed, purposes.secret(functionId, name));
        if (value === null) throw doorError("SecretError", `The secret ${name} cannot be decrypted any more. Set it anew.`);
        return [name, { value, isWritable, allowedHosts }];
      }),
    ),
  );
}

const Asked = z.discriminatedUnion("op", [z.object({ op: z.literal("get"), name: z.string() }), z.object({ op: z.literal("set"), name: z.string(), value: z.string().max(20_000) })]);

/** `secrets.*`. Setting commits at once: a refresh token that was used is gone, whether or not the run ends well. */
export function openSecrets({ run, record, secrets }: Behind): Capability {
  let sets = 0;
  return async (argument) => {
    const parsed = Asked.safeParse(JSON.parse(argument));
    if (!parsed.success) throw doorError("TypeError", "A secret is asked for by name, and set to a text of at most 20,000 characters.");
    const asked = parsed.data;
    const secret = secrets.get(asked.name);
    if (!secret) throw doorError("ReferenceError", `There is no secret named ${asked.name}. Add it under Secrets.`);
    if (asked.op === "get") return JSON.stringify(secret.value);
    if (++sets > maxSecretSets) throw doorError("RangeError", `A run may set secrets ${maxSecretSets} times at most.`); // each stays to be masked
    if (!secret.isWritable) throw doorError("TypeError", `The secret ${asked.name} is not writable by the function.`);
    if (run.isDryRun) record.addCall({ door: "secrets", method: "secrets.set", target: asked.name, status: null, isDry: true }, record.elapsedMs());
    else {
      await runtime().database.query("set function secret", setText, [run.functionId, asked.name, seal(asked.value, purposes.secret(run.functionId, asked.name))]);
      tell(run.organisationId, `functions:${run.functionId}`);
    }
    secrets.put(asked.name, asked.value);
    return "";
  };
}

const setText = `UPDATE function_secret SET sealed = $3, "updatedAt" = now(), "updatedById" = NULL WHERE "functionId" = $1 AND name = $2 AND "isWritable"`;
