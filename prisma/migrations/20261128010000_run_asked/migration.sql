-- AlterTable
ALTER TABLE "function_run" ADD COLUMN     "askedAt" TIMESTAMPTZ(3);
