-- CreateTable
CREATE TABLE "mail" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "once" TEXT,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mail_organisationId_createdAt_idx" ON "mail"("organisationId", "createdAt");

-- CreateIndex
CREATE INDEX "mail_createdAt_idx" ON "mail"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "mail_organisationId_once_key" ON "mail"("organisationId", "once");

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE mail ADD CHECK (state IN ('queued', 'sent', 'failed', 'outbox'));
