-- What Prisma's language cannot say: the revision, its guards and its fan-outs, checks and partial indexes.
-- The reasons stand in ARCHITECTURE.md, "How data gets its revision".

-- ── One platform-wide counter ────────────────────────────────────────────────────────────────────
CREATE SEQUENCE visit_revision AS bigint;

-- Opens a write of one organisation: from here to the end of the transaction no other write of it runs, so the order
-- in which revisions are drawn is the order in which they become visible. Must be the first statement that looks at
-- the organisation's rows: an UPDATE locks its row before its trigger runs, and writers crossing rows would deadlock.
CREATE FUNCTION visit_open(organisation text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'visit: a write must run READ COMMITTED, its snapshot would be older than its lock' USING ERRCODE = 'VS002';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('visit:' || organisation, 0));
  PERFORM set_config('visit.organisation', organisation, true);
  PERFORM set_config('visit.revision', '', true);
  PERFORM set_config('visit.topics', '', true);
END $$;

-- Closes it: moves the organisation's horizon and says what was touched, for the announcement after the commit.
CREATE FUNCTION visit_close(OUT revision bigint, OUT topics text) LANGUAGE plpgsql AS $$
BEGIN
  revision := nullif(current_setting('visit.revision'), '')::bigint;
  topics := current_setting('visit.topics');
  IF revision IS NOT NULL THEN
    UPDATE organisation SET "lastRevision" = revision WHERE id = current_setting('visit.organisation');
  END IF;
END $$;

-- Raises when a row is written outside visit_open(), or for another organisation than the one it opened.
CREATE FUNCTION visit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  opened text := current_setting('visit.organisation', true);
BEGIN
  IF opened IS NULL OR opened = '' THEN
    RAISE EXCEPTION 'visit: % on % outside write()', TG_OP, TG_TABLE_NAME USING ERRCODE = 'VS001';
  END IF;
  IF opened <> NEW."organisationId" OR (TG_OP = 'UPDATE' AND OLD."organisationId" <> NEW."organisationId") THEN
    RAISE EXCEPTION 'visit: % on % of another organisation', TG_OP, TG_TABLE_NAME USING ERRCODE = 'VS001';
  END IF;
  RETURN NEW;
END $$;

-- Gives the row its new revision and notes the topic, `resource:event` (`resource:*` for what all events share), that
-- waiters listen for. Arguments: the resource as the wire names it, and the column that holds the event's id, if any.
-- Runs after visit_guard: triggers fire in the order of their names.
CREATE FUNCTION visit_draw() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  topic text;
  noted text := current_setting('visit.topics');
BEGIN
  IF TG_NARGS = 2 THEN
    topic := TG_ARGV[0] || ':' || coalesce(NEW."eventId", '*') || ' ';
  ELSE
    topic := TG_ARGV[0] || ':* ';
  END IF;
  NEW.revision := nextval('visit_revision');
  PERFORM set_config('visit.revision', NEW.revision::text, true);
  IF position(topic IN noted) = 0 THEN
    PERFORM set_config('visit.topics', noted || topic, true);
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  revisioned CONSTANT text[][] := ARRAY[
    ['event', '''expos'''], ['custom_field', '''expos'''], ['location', '''expos'''],
    ['registration_type', '''registrationTypes'', ''eventId'''], ['form', '''registrationForms'', ''eventId'''], ['question', '''questions'', ''eventId'''],
    ['visitor', '''visitors'', ''eventId'''], ['partner', '''partners'', ''eventId''']];
  pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY revisioned LOOP
    EXECUTE format('CREATE TRIGGER a_guard BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION visit_guard()', pair[1]);
    EXECUTE format('CREATE TRIGGER b_draw BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION visit_draw(%s)', pair[1], pair[2]);
  END LOOP;
  -- what has no revision of its own but shows in something that has
  EXECUTE 'CREATE TRIGGER a_guard BEFORE INSERT OR UPDATE ON contact FOR EACH ROW EXECUTE FUNCTION visit_guard()';
  EXECUTE 'CREATE TRIGGER a_guard BEFORE INSERT OR UPDATE ON answer FOR EACH ROW EXECUTE FUNCTION visit_guard()';
END $$;

-- ── Fan-out: whoever shows it, changes with it ───────────────────────────────────────────────────
-- Statement level: one pass however many rows changed, and only for rows of which a shown column did.
CREATE FUNCTION visit_contact_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hidden CONSTANT text[] := ARRAY['emailKey', 'createdAt', 'erasedAt'];
  changed text[];
BEGIN
  SELECT array_agg(n.id) INTO changed FROM after n JOIN before o USING (id)
   WHERE (to_jsonb(n) - hidden) IS DISTINCT FROM (to_jsonb(o) - hidden);
  IF changed IS NULL THEN RETURN NULL; END IF;
  UPDATE visitor SET revision = 0 WHERE "contactId" = ANY (changed) AND "deletedAt" IS NULL;
  UPDATE partner SET revision = 0 WHERE "contactId" = ANY (changed) AND "deletedAt" IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER fan_out AFTER UPDATE ON contact REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION visit_contact_changed();

CREATE FUNCTION visit_partner_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text[];
BEGIN
  SELECT array_agg(n.id) INTO changed FROM after n JOIN before o USING (id) WHERE n.name IS DISTINCT FROM o.name;
  IF changed IS NULL THEN RETURN NULL; END IF;
  UPDATE visitor SET revision = 0 WHERE "partnerId" = ANY (changed) AND "deletedAt" IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER fan_out AFTER UPDATE ON partner REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION visit_partner_changed();

-- A question's choices and an event's own fields are shown inside them.
CREATE FUNCTION visit_answer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE question SET revision = 0 WHERE id = NEW."questionId";
  RETURN NULL;
END $$;
CREATE TRIGGER fan_out AFTER UPDATE ON answer FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION visit_answer_changed();

CREATE FUNCTION visit_event_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE event SET revision = 0 WHERE id = NEW."eventId";
  RETURN NULL;
END $$;
CREATE TRIGGER fan_out AFTER INSERT OR UPDATE ON custom_field FOR EACH ROW EXECUTE FUNCTION visit_event_part_changed();
CREATE TRIGGER fan_out AFTER INSERT OR UPDATE ON location FOR EACH ROW EXECUTE FUNCTION visit_event_part_changed();

-- ── Checks and partial indexes ───────────────────────────────────────────────────────────────────
ALTER TABLE organisation ADD CHECK (deduplication IN ('off', 'event', 'organisation'));
ALTER TABLE account ADD CHECK (state IN ('new', 'active', 'disabled')), ADD CHECK (email = lower(email));
ALTER TABLE event ADD CHECK ("end" >= start);
ALTER TABLE location ADD CHECK (direction IN ('in', 'out'));
ALTER TABLE registration_type ADD CHECK (type IN ('visitor', 'partner'));
ALTER TABLE api_key ADD CHECK (state IN ('Active', 'Disabled')), ADD CHECK ("addressScope" IN ('any', 'listed')),
  ADD CHECK ("eventScope" IN ('all', 'chosen'));
ALTER TABLE visitor
  ADD CHECK ("registrationState" IN ('invited', 'incomplete', 'pendingConfirmation', 'hold', 'registered', 'denied', 'cancelled', 'unregistered')),
  ADD CHECK ("attendanceState" IN ('no-show', 'show')),
  ADD CHECK (method IN ('online', 'onsite', 'import', 'api')),
  ADD CHECK ("partnerRole" IN ('staff', 'guest')),
  ADD CHECK (("partnerId" IS NULL) = ("partnerRole" IS NULL));
CREATE UNIQUE INDEX contact_reference_living ON contact ("organisationId", reference) WHERE reference IS NOT NULL AND "erasedAt" IS NULL;
CREATE UNIQUE INDEX registration_type_default ON registration_type ("organisationId", coalesce("eventId", ''), type) WHERE "isDefault";
CREATE UNIQUE INDEX form_default ON form ("eventId") WHERE "isDefault";
