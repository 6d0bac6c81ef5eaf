-- A replayed answer has the first one's ETag, which for a partner holds its counts and not the revision alone.
ALTER TABLE "idempotency_record" ADD COLUMN     "validator" TEXT;
