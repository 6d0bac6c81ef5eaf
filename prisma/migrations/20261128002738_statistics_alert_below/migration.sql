-- AlterTable
ALTER TABLE "statistics_alert" ADD COLUMN     "heldAt" TIMESTAMPTZ(3),
ADD COLUMN     "isBelow" BOOLEAN NOT NULL DEFAULT false;
