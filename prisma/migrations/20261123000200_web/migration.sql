-- AlterTable
ALTER TABLE "visitor" ADD COLUMN     "search" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sortName" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "partner" ADD COLUMN     "search" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sortName" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "api_key_secret" (
    "hash" TEXT NOT NULL,
    "apiKeyId" TEXT NOT NULL,
    "firstCharacters" TEXT NOT NULL,
    "lastCharacters" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_secret_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "api_key_address" (
    "apiKeyId" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_key_address_pkey" PRIMARY KEY ("apiKeyId","secretHash","address")
);

-- CreateTable
CREATE TABLE "api_key_refusal" (
    "id" BIGSERIAL NOT NULL,
    "apiKeyId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "api_key_refusal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_link" (
    "tokenHash" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "change" (
    "id" BIGSERIAL NOT NULL,
    "organisationId" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changes" JSONB,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "api_key_secret_apiKeyId_idx" ON "api_key_secret"("apiKeyId");

-- CreateIndex
CREATE INDEX "api_key_refusal_apiKeyId_id_idx" ON "api_key_refusal"("apiKeyId", "id");

-- CreateIndex
CREATE INDEX "account_link_accountId_idx" ON "account_link"("accountId");

-- CreateIndex
CREATE INDEX "change_resource_recordId_id_idx" ON "change"("resource", "recordId", "id");

-- CreateIndex
CREATE INDEX "visitor_eventId_sortName_id_idx" ON "visitor"("eventId", "sortName", "id");

-- CreateIndex
CREATE INDEX "partner_eventId_sortName_id_idx" ON "partner"("eventId", "sortName", "id");

-- AddForeignKey
ALTER TABLE "api_key_secret" ADD CONSTRAINT "api_key_secret_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_address" ADD CONSTRAINT "api_key_address_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_refusal" ADD CONSTRAINT "api_key_refusal_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- What people need beside the API: search, history, and what keys went through.

-- ── Search and sorting of registrations ──────────────────────────────────────────────────────────
-- Lists of people are searched and sorted by what stands on the contact; joining and sorting 100,000 of them at each key
-- press is too slow. So every registration carries its words, folded, and its sorting name. The fan-out of a contact
-- touches its registrations anyway, which keeps both true.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Lower case without diacritics, so that "zoe" finds Zoë. Built-in functions only: no dictionary to install.
CREATE FUNCTION visit_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT normalize(lower(regexp_replace(normalize(words, NFD), '[\u0300-\u036f]', '', 'g')), NFC)
$$;

CREATE FUNCTION visit_visitor_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."deletedAt" IS NOT NULL THEN
    NEW.search := '';
    NEW."sortName" := '';
  ELSE
    SELECT visit_fold(concat_ws(' ', c."firstName", c."lastNamePrefix", c."lastName", c.company, c.email, NEW.reference, c.reference)),
           visit_fold(concat_ws(' ', c."lastName", c."firstName"))
      INTO NEW.search, NEW."sortName" FROM contact c WHERE c.id = NEW."contactId";
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_words BEFORE INSERT OR UPDATE ON visitor FOR EACH ROW EXECUTE FUNCTION visit_visitor_words();

CREATE FUNCTION visit_partner_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  person text;
BEGIN
  IF NEW."deletedAt" IS NOT NULL THEN
    NEW.search := '';
    NEW."sortName" := '';
  ELSE
    SELECT concat_ws(' ', c."firstName", c."lastNamePrefix", c."lastName", c.company, c.email, c.reference)
      INTO person FROM contact c WHERE c.id = NEW."contactId";
    NEW.search := visit_fold(concat_ws(' ', NEW.name, NEW.reference, NEW."boothNumber", person));
    NEW."sortName" := visit_fold(NEW.name);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_words BEFORE INSERT OR UPDATE ON partner FOR EACH ROW EXECUTE FUNCTION visit_partner_words();

CREATE INDEX visitor_search ON visitor USING gin (search gin_trgm_ops);
CREATE INDEX partner_search ON partner USING gin (search gin_trgm_ops);

-- ── History: who changed what ────────────────────────────────────────────────────────────────────
-- The actor comes with the opening of the write; a load without one (the bulk loader) leaves no history.
DROP FUNCTION visit_open(text);
CREATE FUNCTION visit_open(organisation text, actor text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'visit: a write must run READ COMMITTED, its snapshot would be older than its lock' USING ERRCODE = 'VS002';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('visit:' || organisation, 0));
  PERFORM set_config('visit.organisation', organisation, true);
  PERFORM set_config('visit.actor', actor, true);
  PERFORM set_config('visit.revision', '', true);
  PERFORM set_config('visit.topics', '', true);
END $$;

-- One line per created or changed row: the columns that changed, old and new. What only a fan-out touched leaves none;
-- when the row is deleted or erased its lines lose their values with it. Argument: the resource.
CREATE FUNCTION visit_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unsaid CONSTANT text[] := ARRAY['revision', 'search', 'sortName', 'emailKey'];
  acting text := current_setting('visit.actor', true);
  gone boolean;
  was jsonb;
  is_now jsonb;
  differences jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF coalesce(acting, '') <> '' THEN
      INSERT INTO change ("organisationId", resource, "recordId", action, actor) VALUES (NEW."organisationId", TG_ARGV[0], NEW.id, 'create', acting);
    END IF;
    RETURN NULL;
  END IF;
  was := to_jsonb(OLD) - unsaid;
  is_now := to_jsonb(NEW) - unsaid;
  IF was = is_now THEN RETURN NULL; END IF;
  gone := (was ->> TG_ARGV[1]) IS NULL AND (is_now ->> TG_ARGV[1]) IS NOT NULL;
  IF gone THEN
    UPDATE change SET changes = NULL WHERE resource = TG_ARGV[0] AND "recordId" = NEW.id AND changes IS NOT NULL;
  ELSE
    SELECT jsonb_object_agg(key, jsonb_build_array(was -> key, value)) INTO differences
      FROM jsonb_each(is_now) WHERE was -> key IS DISTINCT FROM value;
  END IF;
  IF coalesce(acting, '') <> '' THEN
    INSERT INTO change ("organisationId", resource, "recordId", action, actor, changes)
      VALUES (NEW."organisationId", TG_ARGV[0], NEW.id, CASE WHEN gone THEN 'delete' ELSE 'update' END, acting, differences);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON visitor FOR EACH ROW EXECUTE FUNCTION visit_note_change('visitors', 'deletedAt');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON partner FOR EACH ROW EXECUTE FUNCTION visit_note_change('partners', 'deletedAt');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON contact FOR EACH ROW EXECUTE FUNCTION visit_note_change('contacts', 'erasedAt');
