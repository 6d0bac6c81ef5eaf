/**
 * What verbs give back: JSON text as PostgreSQL built it (see `json.sql.ts` beside each schema), with what the answer's
 * headers need. JSON passes the text through, XML encodes its value; nobody parses it to look inside.
 */
export type Item = {
  json: string;
  revision: bigint;
  /** What the ETag compares; the revision, followed by a digest of the counts where the item shows any. */
  validator?: string;
};

/** The answer to a POST. `isNew` false: `?match=reference` found one and updated it. */
export type Created = Item & { isNew: boolean };

export type Page = {
  /** a JSON array, oldest revision first */
  json: string;
  count: number;
  /** revision of the last row; null when empty */
  lastRevision: bigint | null;
  /** the organisation's highest committed revision, of the same snapshot as the rows */
  horizon: bigint;
};
