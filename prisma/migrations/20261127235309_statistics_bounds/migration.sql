-- Days and months may hold more than an integer does, and durations above half a second are told apart more finely: what lay in one slot is
-- spread over those it was made of, as percentiles had it anyway. By hand, so that each table is written once.
-- AlterTable
ALTER TABLE "statistics_delta" ALTER COLUMN "durations" SET DATA TYPE INTEGER[] USING durations[1:20] || ARRAY[durations[21] / 2, durations[21] - durations[21] / 2, durations[22] / 2, durations[22] - durations[22] / 2, durations[23] / 3, durations[23] - durations[23] / 3, durations[24] / 3, durations[24] - durations[24] / 3, durations[25], 0, 0];
ALTER TABLE "statistics_minute" ALTER COLUMN "durations" SET DATA TYPE INTEGER[] USING durations[1:20] || ARRAY[durations[21] / 2, durations[21] - durations[21] / 2, durations[22] / 2, durations[22] - durations[22] / 2, durations[23] / 3, durations[23] - durations[23] / 3, durations[24] / 3, durations[24] - durations[24] / 3, durations[25], 0, 0];
ALTER TABLE "statistics_quarter" ALTER COLUMN "durations" SET DATA TYPE INTEGER[] USING durations[1:20] || ARRAY[durations[21] / 2, durations[21] - durations[21] / 2, durations[22] / 2, durations[22] - durations[22] / 2, durations[23] / 3, durations[23] - durations[23] / 3, durations[24] / 3, durations[24] - durations[24] / 3, durations[25], 0, 0];
ALTER TABLE "statistics_hour" ALTER COLUMN "durations" SET DATA TYPE INTEGER[] USING durations[1:20] || ARRAY[durations[21] / 2, durations[21] - durations[21] / 2, durations[22] / 2, durations[22] - durations[22] / 2, durations[23] / 3, durations[23] - durations[23] / 3, durations[24] / 3, durations[24] - durations[24] / 3, durations[25], 0, 0];
ALTER TABLE "statistics_day" ALTER COLUMN "calls" SET DATA TYPE BIGINT,
ALTER COLUMN "durations" SET DATA TYPE BIGINT[] USING (durations[1:20] || ARRAY[durations[21] / 2, durations[21] - durations[21] / 2, durations[22] / 2, durations[22] - durations[22] / 2, durations[23] / 3, durations[23] - durations[23] / 3, durations[24] / 3, durations[24] - durations[24] / 3, durations[25], 0, 0])::bigint[],
ALTER COLUMN "sizes" SET DATA TYPE BIGINT[];
ALTER TABLE "statistics_month" ALTER COLUMN "calls" SET DATA TYPE BIGINT,
ALTER COLUMN "durations" SET DATA TYPE BIGINT[] USING (durations[1:20] || ARRAY[durations[21] / 2, durations[21] - durations[21] / 2, durations[22] / 2, durations[22] - durations[22] / 2, durations[23] / 3, durations[23] - durations[23] / 3, durations[24] / 3, durations[24] - durations[24] / 3, durations[25], 0, 0])::bigint[],
ALTER COLUMN "sizes" SET DATA TYPE BIGINT[];

-- What Prisma cannot say, and a new type forgets.
ALTER TABLE statistics_delta ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_minute ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_quarter ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_hour ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_day ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
ALTER TABLE statistics_month ALTER durations SET STORAGE PLAIN, ALTER sizes SET STORAGE PLAIN;
