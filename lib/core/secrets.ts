import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { part } from "./runtime";

/**
 * Seals what must be read again but must not lie open in the database: AES-256-GCM with a random nonce. The text says with
 * which key (`1.<key>.<nonce, tag and ciphertext>`), so keys can be replaced: VISIT_ENCRYPTION_KEY lists the new one before the old.
 * @param plain    text is sealed as UTF-8
 * @param purpose  what it is and whose, such as `secret:<function>:<name>`; not kept, but needed again to unseal, so that a
 *                 sealed text copied into another row opens nothing there
 */
export function seal(plain: string | Uint8Array, purpose: string): string {
  const { id, key } = keys().newest;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(associated(id, purpose));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]); // a string is read as UTF-8
  return `${version}.${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/**
 * @returns the bytes that were sealed
 * @throws SealError  unknownKey: its key is no longer in VISIT_ENCRYPTION_KEY; broken: altered, or sealed for another purpose
 */
export function unseal(sealed: string, purpose: string): Uint8Array {
  const [format, id = "", body = "", ...rest] = sealed.split(".");
  const bytes = Buffer.from(body, "base64url");
  if (format !== version || rest.length > 0 || bytes.length < nonceBytes + tagBytes || bytes.toString("base64url") !== body) throw new SealError("broken");
  const key = keys().byId.get(id);
  if (!key) throw new SealError("unknownKey");
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(associated(id, purpose))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    throw new SealError("broken"); // Node's own words differ by version and help nobody
  }
}

/** The same for what was sealed as text. @throws SealError */
export function unsealText(sealed: string, purpose: string): string {
  return new TextDecoder().decode(unseal(sealed, purpose));
}

/** How texts begin that are sealed with the newest key, and whether an older one is being replaced: what was sealed with it is to be sealed anew. */
export function sealsInUse(): { newest: string; isReplacing: boolean } {
  const { newest, byId } = keys();
  return { newest: `${version}.${newest.id}.`, isReplacing: byId.size > 1 };
}

export class SealError extends Error {
  constructor(readonly code: "unknownKey" | "broken" | "noKey") {
    super(sentences[code]);
    this.name = "SealError";
  }
}

const sentences = {
  unknownKey: "This was sealed with a key that VISIT_ENCRYPTION_KEY no longer names. Add the old key after the new one: new,old.",
  broken: "This sealed text was altered, or belongs to another place.",
  noKey: "VISIT_ENCRYPTION_KEY must be set: npm start makes one and keeps it in the data folder.",
};

/** Keys are derived once per process. Their ids are hashes of them and say nothing about them. */
const keys = part("sealing keys", ({ settings }) => {
  const derived = settings.encryptionKeys.map((text) => {
    const key = Buffer.from(hkdfSync("sha256", text, "", "visit sealing key", 32));
    return { key, id: createHash("sha256").update(key).digest("base64url").slice(0, 8) };
  });
  const [newest] = derived;
  if (!newest) throw new SealError("noKey");
  return { newest, byId: new Map(derived.map(({ id, key }) => [id, key])) };
});

function associated(id: string, purpose: string): Buffer {
  return Buffer.from(`${version}.${id}.${purpose}`);
}

const algorithm = "aes-256-gcm";
const version = "1";
const nonceBytes = 12;
const tagBytes = 16;
