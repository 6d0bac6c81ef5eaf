-- CreateTable
CREATE TABLE "import" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "accountId" TEXT,
    "resource" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "columns" TEXT[],
    "targets" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'mapping',
    "rowCount" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "isCancelling" BOOLEAN NOT NULL DEFAULT false,
    "runner" TEXT,
    "runnerUntil" TIMESTAMPTZ(3),
    "message" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "importId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "cells" TEXT[],
    "fate" TEXT,
    "errors" JSONB,
    "recordId" TEXT,
    "sameAs" INTEGER,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("importId","number")
);

-- CreateIndex
CREATE INDEX "import_eventId_resource_createdAt_idx" ON "import"("eventId", "resource", "createdAt");

-- CreateIndex
CREATE INDEX "import_accountId_idx" ON "import"("accountId");

-- CreateIndex
CREATE INDEX "import_row_importId_fate_number_idx" ON "import_row"("importId", "fate", "number");

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_importId_fkey" FOREIGN KEY ("importId") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE import ADD CHECK (resource IN ('visitors', 'partners')),
  ADD CHECK (state IN ('mapping', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed'));
ALTER TABLE import_row ADD CHECK (fate IN ('create', 'update', 'unchanged', 'refused'));
