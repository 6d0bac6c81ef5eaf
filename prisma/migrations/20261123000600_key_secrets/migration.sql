-- A key may have two secrets while it is rotated, so secrets stand in a table of their own. The key they open is found by their hash.
INSERT INTO "api_key_secret" ("hash", "apiKeyId", "firstCharacters", "lastCharacters", "createdAt")
  SELECT "secretHash", "id", "firstCharacters", "lastCharacters", "createdAt" FROM "api_key"
  ON CONFLICT ("hash") DO NOTHING;

-- AlterTable
ALTER TABLE "api_key" DROP COLUMN "firstCharacters",
DROP COLUMN "lastCharacters",
DROP COLUMN "secretHash";
