import { hash, verify } from "@node-rs/argon2";

/** argon2id with the parameters OWASP recommends first: 19 MiB, two passes. @returns the PHC string to keep */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/**
 * Whether the password is the one behind the hash. Without a hash it works just as long and says no, so that the time of
 * the answer does not tell whether an account exists.
 */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobodysHash, password);
  return matches && passwordHash != null;
}

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Of a random text nobody has kept, with the same parameters as every other. */
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$rXfcCiiVA/WV2N1hUCQyBQ$wZRdAEYlxhwmzZjY+7l7ys97CwGtaAmqeJQgYllQSRY";
