-- AlterTable
ALTER TABLE "function_run" ADD COLUMN     "shownSealed" TEXT;
