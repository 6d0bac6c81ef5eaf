-- It said in a sentence what "failuresInRow" says.
ALTER TABLE "function" DROP COLUMN "pausedBecause";
