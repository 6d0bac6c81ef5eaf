-- CreateTable
CREATE TABLE "job_event" (
    "id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "job_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_run" (
    "id" TEXT NOT NULL,
    "functionId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "output" TEXT,
    "parentRunId" TEXT,
    "parentStepId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "engine_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_step" (
    "runId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "awaits" TEXT,
    "condition" TEXT,
    "result" TEXT,
    "doneAs" BIGSERIAL NOT NULL,

    CONSTRAINT "engine_step_pkey" PRIMARY KEY ("runId","id")
);

-- CreateTable
CREATE TABLE "engine_parked" (
    "id" BIGSERIAL NOT NULL,
    "job" TEXT NOT NULL,

    CONSTRAINT "engine_parked_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "job_event_deliveredAt_sequence_idx" ON "job_event"("deliveredAt", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "engine_run_functionId_key_key" ON "engine_run"("functionId", "key");

-- CreateIndex
CREATE INDEX "engine_run_state_endedAt_idx" ON "engine_run"("state", "endedAt");

-- CreateIndex
CREATE INDEX "engine_step_awaits_idx" ON "engine_step"("awaits");

-- AddForeignKey
ALTER TABLE "engine_step" ADD CONSTRAINT "engine_step_runId_fkey" FOREIGN KEY ("runId") REFERENCES "engine_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE engine_run ADD CHECK (state IN ('running', 'completed', 'failed', 'cancelled'));
ALTER TABLE engine_step ADD CHECK (state IN ('waiting', 'done', 'failed')), ADD CHECK (kind IN ('run', 'sleep', 'event', 'invoke'));
