import { runtime } from "@/lib/core/runtime";

/** An endpoint function as a call of it needs it. */
export type Endpoint = {
  id: string;
  organisationId: string;
  key: string;
  state: "active" | "paused" | "disabled";
  /** the key it works with */
  apiKeyId: string | null;
  protection: "link" | "apiKey" | "signature";
  linkTokenHash: string | null;
  signatureScheme: "standardwebhooks" | "hmac" | null;
  signatureHeader: string | null;
  signatureSealed: string | null;
  /** the version that runs; null: none was published */
  version: number | null;
};

export async function findEndpoint(organisationId: string, key: string): Promise<Endpoint | undefined> {
  const [row] = await runtime().database.query<Endpoint>("endpoint function", text, [organisationId, key]);
  return row;
}

const text = `SELECT id, "organisationId", key, state, "apiKeyId", protection, "linkTokenHash", "signatureScheme", "signatureHeader", "signatureSealed", "publishedVersion" AS version
  FROM function WHERE "organisationId" = $1 AND key = $2 AND kind = 'endpoint'`;
