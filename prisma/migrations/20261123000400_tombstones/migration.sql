-- Tombstones pass every filter of a list. With an index of their own, "is a tombstone, or has this reference" is two short
-- index scans; without it one filter reads the whole event (250 ms instead of 0.1 among 100,000 visitors).
CREATE INDEX visitor_tombstone ON visitor ("eventId", revision) WHERE "deletedAt" IS NOT NULL;
CREATE INDEX partner_tombstone ON partner ("eventId", revision) WHERE "deletedAt" IS NOT NULL;
