-- Whoever counts an event's visitors (by type, state, attendance, way) reads this small index instead of the table: a
-- fifth of the time among 100,000 visitors, and about a hundredth of the table's size.
CREATE INDEX visitor_counts ON visitor ("eventId", "registrationTypeId", "registrationState", "attendanceState", method) WHERE "deletedAt" IS NULL;
