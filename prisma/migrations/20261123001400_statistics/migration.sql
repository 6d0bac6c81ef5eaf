-- CreateTable
CREATE TABLE "statistics_kind" (
    "id" SERIAL NOT NULL,
    "operation" TEXT NOT NULL,
    "isWrite" BOOLEAN NOT NULL,
    "format" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "statusClass" SMALLINT NOT NULL,

    CONSTRAINT "statistics_kind_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statistics_source" (
    "id" TEXT NOT NULL,
    "flushed" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "statistics_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statistics_delta" (
    "id" BIGSERIAL NOT NULL,
    "organisationId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "kindId" INTEGER NOT NULL,
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "calls" INTEGER NOT NULL,
    "durationUs" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "durations" INTEGER[],
    "sizes" INTEGER[],

    CONSTRAINT "statistics_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statistics_minute" (
    "organisationId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "kindId" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "durationUs" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "durations" INTEGER[],
    "sizes" INTEGER[],

    CONSTRAINT "statistics_minute_pkey" PRIMARY KEY ("organisationId","keyId","bucket","kindId")
);

-- CreateTable
CREATE TABLE "statistics_quarter" (
    "organisationId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "kindId" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "durationUs" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "durations" INTEGER[],
    "sizes" INTEGER[],

    CONSTRAINT "statistics_quarter_pkey" PRIMARY KEY ("organisationId","keyId","bucket","kindId")
);

-- CreateTable
CREATE TABLE "statistics_hour" (
    "organisationId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "kindId" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "durationUs" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "durations" INTEGER[],
    "sizes" INTEGER[],

    CONSTRAINT "statistics_hour_pkey" PRIMARY KEY ("organisationId","keyId","bucket","kindId")
);

-- CreateTable
CREATE TABLE "statistics_day" (
    "organisationId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "kindId" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "durationUs" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "durations" INTEGER[],
    "sizes" INTEGER[],

    CONSTRAINT "statistics_day_pkey" PRIMARY KEY ("organisationId","keyId","bucket","kindId")
);

-- CreateTable
CREATE TABLE "statistics_zone" (
    "organisationId" TEXT NOT NULL,
    "zone" TEXT NOT NULL,

    CONSTRAINT "statistics_zone_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "logged_call" (
    "organisationId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "keyId" TEXT,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "durationUs" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "address" TEXT,
    "skipped" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "logged_call_pkey" PRIMARY KEY ("organisationId","at","id")
);

-- CreateTable
CREATE TABLE "statistics_alert" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "keyId" TEXT,
    "about" TEXT NOT NULL,
    "against" TEXT NOT NULL,
    "limit" DOUBLE PRECISION,
    "minutes" INTEGER NOT NULL,
    "mailTo" TEXT[],
    "isEnabled" BOOLEAN NOT NULL DEFAULT true,
    "firingSince" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "statistics_alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "statistics_kind_operation_isWrite_format_origin_statusClass_key" ON "statistics_kind"("operation", "isWrite", "format", "origin", "statusClass");

-- CreateIndex
CREATE INDEX "statistics_delta_organisationId_bucket_idx" ON "statistics_delta"("organisationId", "bucket");

-- CreateIndex
CREATE INDEX "logged_call_organisationId_keyId_at_id_idx" ON "logged_call"("organisationId", "keyId", "at", "id");

-- CreateIndex
CREATE INDEX "logged_call_organisationId_address_at_id_idx" ON "logged_call"("organisationId", "address", "at", "id");

-- CreateIndex
CREATE INDEX "logged_call_id_idx" ON "logged_call"("id");

-- CreateIndex
CREATE INDEX "statistics_alert_organisationId_idx" ON "statistics_alert"("organisationId");

-- What Prisma cannot say.
-- Arrays as they are: with a short header each look at one of their numbers would copy them first.
ALTER TABLE statistics_delta ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_minute ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_quarter ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_hour ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_day ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;

-- Rows are added to until their time is over: beside each other, not in new places.
ALTER TABLE statistics_minute SET (fillfactor = 80);
ALTER TABLE statistics_quarter SET (fillfactor = 80);
ALTER TABLE statistics_hour SET (fillfactor = 80);
ALTER TABLE statistics_day SET (fillfactor = 80);
ALTER TABLE statistics_delta SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What is over, for the job that removes it: rows lie about in the order of their time.
CREATE INDEX statistics_minute_bucket ON statistics_minute USING brin (bucket);
CREATE INDEX statistics_quarter_bucket ON statistics_quarter USING brin (bucket);
CREATE INDEX statistics_hour_bucket ON statistics_hour USING brin (bucket);
CREATE INDEX statistics_day_bucket ON statistics_day USING brin (bucket);
CREATE INDEX logged_call_at ON logged_call USING brin (at);
CREATE INDEX logged_call_errors ON logged_call ("organisationId", at, id) WHERE status >= 400;

ALTER TABLE statistics_kind ADD CHECK (origin IN ('outside', 'function')), ADD CHECK ("statusClass" BETWEEN 2 AND 5);
ALTER TABLE statistics_alert ADD CHECK (about IN ('errors', 'volume', 'quiet')), ADD CHECK (against IN ('threshold', 'week')), ADD CHECK (minutes BETWEEN 1 AND 10080), ADD CHECK ((about = 'quiet') = ("limit" IS NULL));
