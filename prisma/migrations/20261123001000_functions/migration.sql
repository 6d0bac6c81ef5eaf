-- CreateTable
CREATE TABLE "function" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "apiKeyId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "pausedBecause" TEXT,
    "draft" TEXT NOT NULL,
    "draftSavedAt" TIMESTAMPTZ(3) NOT NULL,
    "draftSavedById" TEXT,
    "publishedVersion" INTEGER,
    "protection" TEXT NOT NULL DEFAULT 'link',
    "linkTokenHash" TEXT,
    "signatureScheme" TEXT,
    "signatureHeader" TEXT,
    "signatureSealed" TEXT,
    "everyMinutes" INTEGER,
    "dailyAt" TEXT,
    "zone" TEXT,
    "nextRunAt" TIMESTAMPTZ(3),
    "timeoutMs" INTEGER NOT NULL,
    "memoryBytes" INTEGER NOT NULL,
    "mailTo" TEXT[],
    "mailAfterFailures" INTEGER NOT NULL DEFAULT 1,
    "pauseAfterFailures" INTEGER,
    "failuresInRow" INTEGER NOT NULL DEFAULT 0,
    "isFailureTold" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "function_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "function_version" (
    "functionId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" TEXT,

    CONSTRAINT "function_version_pkey" PRIMARY KEY ("functionId","number")
);

-- CreateTable
CREATE TABLE "function_run" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "functionId" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "isDryRun" BOOLEAN NOT NULL DEFAULT false,
    "isAlone" BOOLEAN NOT NULL DEFAULT false,
    "slot" TIMESTAMPTZ(3),
    "version" INTEGER,
    "draftCode" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "isCancelling" BOOLEAN NOT NULL DEFAULT false,
    "claimedBy" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "cpuMs" DOUBLE PRECISION,
    "wallMs" DOUBLE PRECISION,
    "peakMemoryBytes" BIGINT,
    "eventSealed" TEXT NOT NULL,
    "resultSealed" TEXT,
    "error" JSONB,
    "log" JSONB NOT NULL DEFAULT '[]',
    "isLogTruncated" BOOLEAN NOT NULL DEFAULT false,
    "calls" JSONB NOT NULL DEFAULT '[]',
    "idempotencyHash" TEXT,
    "requestHash" TEXT,
    "startedById" TEXT,

    CONSTRAINT "function_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "function_secret" (
    "functionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "isWritable" BOOLEAN NOT NULL DEFAULT false,
    "allowedHosts" TEXT[],
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" TEXT,

    CONSTRAINT "function_secret_pkey" PRIMARY KEY ("functionId","name")
);

-- CreateTable
CREATE TABLE "function_state" (
    "functionId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "function_state_pkey" PRIMARY KEY ("functionId","key")
);

-- CreateTable
CREATE TABLE "function_audit" (
    "id" BIGSERIAL NOT NULL,
    "organisationId" TEXT NOT NULL,
    "functionId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "function_audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "function_apiKeyId_idx" ON "function"("apiKeyId");

-- CreateIndex
CREATE UNIQUE INDEX "function_organisationId_key_key" ON "function"("organisationId", "key");

-- CreateIndex
CREATE INDEX "function_run_functionId_createdAt_id_idx" ON "function_run"("functionId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "function_run_organisationId_createdAt_idx" ON "function_run"("organisationId", "createdAt");

-- CreateIndex
CREATE INDEX "function_run_createdAt_idx" ON "function_run"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "function_run_functionId_slot_key" ON "function_run"("functionId", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "function_run_functionId_idempotencyHash_key" ON "function_run"("functionId", "idempotencyHash");

-- CreateIndex
CREATE INDEX "function_audit_organisationId_functionId_id_idx" ON "function_audit"("organisationId", "functionId", "id");

-- AddForeignKey
ALTER TABLE "function" ADD CONSTRAINT "function_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "function" ADD CONSTRAINT "function_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "api_key"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "function_version" ADD CONSTRAINT "function_version_functionId_fkey" FOREIGN KEY ("functionId") REFERENCES "function"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "function_run" ADD CONSTRAINT "function_run_functionId_fkey" FOREIGN KEY ("functionId") REFERENCES "function"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "function_secret" ADD CONSTRAINT "function_secret_functionId_fkey" FOREIGN KEY ("functionId") REFERENCES "function"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "function_state" ADD CONSTRAINT "function_state_functionId_fkey" FOREIGN KEY ("functionId") REFERENCES "function"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "function" ADD CHECK (kind IN ('task', 'endpoint')),
  ADD CHECK (state IN ('active', 'paused', 'disabled')),
  ADD CHECK ((kind = 'endpoint') = (key IS NOT NULL)),
  ADD CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CHECK (protection IN ('link', 'apiKey', 'signature')),
  ADD CHECK ("signatureScheme" IN ('standardwebhooks', 'hmac')),
  ADD CHECK ("everyMinutes" IN (1, 5, 9, 15, 60)),
  ADD CHECK ("everyMinutes" IS NULL OR "dailyAt" IS NULL);
ALTER TABLE function_run ADD CHECK (trigger IN ('schedule', 'endpoint', 'manual', 'again')),
  ADD CHECK (state IN ('waiting', 'running', 'returned', 'threw', 'timedOut', 'outOfMemory', 'cancelled', 'died')),
  ADD CHECK ((version IS NULL) = ("draftCode" IS NOT NULL)),
  ADD CHECK ((state = 'running') = ("claimedBy" IS NOT NULL AND "leaseUntil" IS NOT NULL));

-- What is due, what is left over, and that a task never runs twice at once, whoever claims.
CREATE INDEX function_due ON "function" ("nextRunAt") WHERE state = 'active' AND kind = 'task';
CREATE INDEX function_run_open ON function_run (at) WHERE state IN ('waiting', 'running');
CREATE INDEX function_run_open_of ON function_run ("functionId") WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX function_run_alone ON function_run ("functionId") WHERE state = 'running' AND "isAlone";

-- Who could do everything still can.
UPDATE role SET permissions = permissions || '{"functions": "write"}'
 WHERE NOT EXISTS (SELECT FROM jsonb_each_text(permissions) WHERE value <> 'write') AND permissions ?& ARRAY['events', 'visitors', 'partners', 'organisation', 'userAccountManagement'];
