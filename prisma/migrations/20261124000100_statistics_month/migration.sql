-- CreateTable
CREATE TABLE "statistics_month" (
    "organisationId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "kindId" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "durationUs" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "durations" INTEGER[],
    "sizes" INTEGER[],

    CONSTRAINT "statistics_month_pkey" PRIMARY KEY ("organisationId","keyId","bucket","kindId")
);

-- What Prisma cannot say, as for the other tables of counts.
ALTER TABLE statistics_month ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_month SET (fillfactor = 80);
CREATE INDEX statistics_month_bucket ON statistics_month USING brin (bucket);

-- What was counted before there were months.
INSERT INTO statistics_month
SELECT "organisationId", "keyId", month, "kindId", sum(calls), sum("durationUs"), sum(bytes),
       ARRAY[sum(durations[1]), sum(durations[2]), sum(durations[3]), sum(durations[4]), sum(durations[5]), sum(durations[6]), sum(durations[7]), sum(durations[8]), sum(durations[9]), sum(durations[10]), sum(durations[11]), sum(durations[12]), sum(durations[13]), sum(durations[14]), sum(durations[15]), sum(durations[16]), sum(durations[17]), sum(durations[18]), sum(durations[19]), sum(durations[20]), sum(durations[21]), sum(durations[22]), sum(durations[23]), sum(durations[24]), sum(durations[25])]::int[],
       ARRAY[sum(sizes[1]), sum(sizes[2]), sum(sizes[3]), sum(sizes[4]), sum(sizes[5]), sum(sizes[6]), sum(sizes[7]), sum(sizes[8]), sum(sizes[9]), sum(sizes[10])]::int[]
  FROM (SELECT d.*, date_trunc('month', d.bucket, z.zone) AS month FROM statistics_day d JOIN statistics_zone z USING ("organisationId")) r
 GROUP BY 1, 2, 3, 4;
