-- The table of visitors is sorted by when people registered, and filtered by tag, among any number. Partial: tombstones and
-- visitors without tags cost nothing. Who has not registered stands before everybody else, so that a page can begin anywhere.
CREATE INDEX visitor_registered ON visitor ("eventId", (coalesce("registerTime", '-infinity')), id) WHERE "deletedAt" IS NULL;
CREATE INDEX visitor_tags ON visitor USING gin (tags) WHERE tags <> '{}';
