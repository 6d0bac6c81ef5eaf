-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organisation" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL DEFAULT 'Europe/Amsterdam',
    "deduplication" TEXT NOT NULL DEFAULT 'organisation',
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "lastRevision" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "permissions" JSONB NOT NULL,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "state" TEXT NOT NULL DEFAULT 'new',
    "lastLoginAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "event" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "contactEmail" TEXT,
    "description" TEXT,
    "start" TIMESTAMPTZ(0) NOT NULL,
    "end" TIMESTAMPTZ(0) NOT NULL,
    "timezone" TEXT NOT NULL,
    "reference" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "custom_field" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "custom_field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "direction" TEXT,

    CONSTRAINT "location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration_type" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "eventId" TEXT,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "reference" TEXT,
    "type" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "staff" JSONB NOT NULL DEFAULT '[]',
    "sort" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "registration_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "pspMode" TEXT,
    "senderEmail" TEXT,
    "url" TEXT,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "allowsGaps" BOOLEAN NOT NULL DEFAULT false,
    "sort" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "eventId" TEXT,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "numberOfColumns" INTEGER NOT NULL DEFAULT 1,
    "reference" TEXT,
    "sort" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reference" TEXT,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "type" TEXT,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_question" (
    "formId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "isMandatory" BOOLEAN NOT NULL DEFAULT false,
    "sort" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "form_question_pkey" PRIMARY KEY ("formId","questionId")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "reference" TEXT,
    "type" TEXT,
    "gender" TEXT,
    "title" TEXT,
    "firstInitials" TEXT,
    "firstName" TEXT,
    "lastNamePrefix" TEXT,
    "lastName" TEXT,
    "suffix" TEXT,
    "dateOfBirth" DATE,
    "company" TEXT,
    "department" TEXT,
    "jobFunction" TEXT,
    "phone1" TEXT,
    "phone2" TEXT,
    "fax" TEXT,
    "email" TEXT,
    "website" TEXT,
    "vatNumber" TEXT,
    "cocNumber" TEXT,
    "comments" TEXT,
    "addresses" JSONB NOT NULL DEFAULT '[]',
    "socialMedia" JSONB NOT NULL DEFAULT '[]',
    "emailKey" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visitor" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "contactId" TEXT NOT NULL,
    "registrationTypeId" TEXT NOT NULL,
    "formId" TEXT NOT NULL,
    "partnerId" TEXT,
    "partnerRole" TEXT,
    "reference" TEXT,
    "registrationState" TEXT NOT NULL,
    "attendanceState" TEXT NOT NULL DEFAULT 'no-show',
    "method" TEXT NOT NULL DEFAULT 'api',
    "answers" JSONB NOT NULL DEFAULT '[]',
    "tags" TEXT[],
    "labels" TEXT[],
    "language" TEXT,
    "actionCode" TEXT,
    "registerTime" TIMESTAMPTZ(0),
    "visitTime" TIMESTAMPTZ(0),
    "firstEntryTime" TIMESTAMPTZ(0),
    "lastExitTime" TIMESTAMPTZ(0),
    "dwellingTime" INTEGER,
    "visits" INTEGER NOT NULL DEFAULT 0,
    "badgeCode" TEXT,
    "documents" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "visitor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "reference" TEXT,
    "registrationTypeId" TEXT NOT NULL,
    "contactId" TEXT,
    "boothNumber" TEXT,
    "boothSize" TEXT,
    "hall" TEXT,
    "language" TEXT,
    "tags" TEXT[],
    "labels" TEXT[],
    "staffLimit" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "firstCharacters" TEXT NOT NULL,
    "lastCharacters" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'Active',
    "comments" TEXT NOT NULL DEFAULT '',
    "expiresAt" TIMESTAMPTZ(3),
    "addressScope" TEXT NOT NULL DEFAULT 'any',
    "addresses" TEXT[],
    "eventScope" TEXT NOT NULL DEFAULT 'all',
    "rights" JSONB NOT NULL,
    "limits" JSONB NOT NULL DEFAULT '{}',
    "isUsableByFunctions" BOOLEAN NOT NULL DEFAULT false,
    "mayCallFunctions" BOOLEAN NOT NULL DEFAULT false,
    "contactName" TEXT,
    "contactEmail" TEXT,
    "contactPhone" TEXT,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "lastUsedAddress" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key_event" (
    "apiKeyId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,

    CONSTRAINT "api_key_event_pkey" PRIMARY KEY ("apiKeyId","eventId")
);

-- CreateTable
CREATE TABLE "idempotency_record" (
    "id" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "json" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,
    "isNew" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "role_organisationId_name_key" ON "role"("organisationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE INDEX "account_organisationId_idx" ON "account"("organisationId");

-- CreateIndex
CREATE INDEX "account_roleId_idx" ON "account"("roleId");

-- CreateIndex
CREATE INDEX "event_organisationId_reference_idx" ON "event"("organisationId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "event_organisationId_revision_key" ON "event"("organisationId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_eventId_name_key" ON "custom_field"("eventId", "name");

-- CreateIndex
CREATE INDEX "location_eventId_idx" ON "location"("eventId");

-- CreateIndex
CREATE INDEX "registration_type_eventId_idx" ON "registration_type"("eventId");

-- CreateIndex
CREATE UNIQUE INDEX "registration_type_organisationId_revision_key" ON "registration_type"("organisationId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "form_eventId_revision_key" ON "form"("eventId", "revision");

-- CreateIndex
CREATE INDEX "question_eventId_idx" ON "question"("eventId");

-- CreateIndex
CREATE UNIQUE INDEX "question_organisationId_revision_key" ON "question"("organisationId", "revision");

-- CreateIndex
CREATE INDEX "answer_questionId_idx" ON "answer"("questionId");

-- CreateIndex
CREATE INDEX "form_question_questionId_idx" ON "form_question"("questionId");

-- CreateIndex
CREATE INDEX "contact_organisationId_emailKey_idx" ON "contact"("organisationId", "emailKey");

-- CreateIndex
CREATE UNIQUE INDEX "visitor_badgeCode_key" ON "visitor"("badgeCode");

-- CreateIndex
CREATE INDEX "visitor_eventId_reference_idx" ON "visitor"("eventId", "reference");

-- CreateIndex
CREATE INDEX "visitor_contactId_idx" ON "visitor"("contactId");

-- CreateIndex
CREATE INDEX "visitor_partnerId_idx" ON "visitor"("partnerId");

-- CreateIndex
CREATE INDEX "visitor_registrationTypeId_idx" ON "visitor"("registrationTypeId");

-- CreateIndex
CREATE INDEX "visitor_formId_idx" ON "visitor"("formId");

-- CreateIndex
CREATE UNIQUE INDEX "visitor_eventId_revision_key" ON "visitor"("eventId", "revision");

-- CreateIndex
CREATE INDEX "partner_eventId_reference_idx" ON "partner"("eventId", "reference");

-- CreateIndex
CREATE INDEX "partner_contactId_idx" ON "partner"("contactId");

-- CreateIndex
CREATE INDEX "partner_registrationTypeId_idx" ON "partner"("registrationTypeId");

-- CreateIndex
CREATE UNIQUE INDEX "partner_eventId_revision_key" ON "partner"("eventId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secretHash_key" ON "api_key"("secretHash");

-- CreateIndex
CREATE INDEX "api_key_organisationId_idx" ON "api_key"("organisationId");

-- CreateIndex
CREATE INDEX "api_key_event_eventId_idx" ON "api_key_event"("eventId");

-- CreateIndex
CREATE INDEX "idempotency_record_createdAt_idx" ON "idempotency_record"("createdAt");

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field" ADD CONSTRAINT "custom_field_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration_type" ADD CONSTRAINT "registration_type_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration_type" ADD CONSTRAINT "registration_type_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form" ADD CONSTRAINT "form_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form_question" ADD CONSTRAINT "form_question_formId_fkey" FOREIGN KEY ("formId") REFERENCES "form"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form_question" ADD CONSTRAINT "form_question_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visitor" ADD CONSTRAINT "visitor_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visitor" ADD CONSTRAINT "visitor_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visitor" ADD CONSTRAINT "visitor_registrationTypeId_fkey" FOREIGN KEY ("registrationTypeId") REFERENCES "registration_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visitor" ADD CONSTRAINT "visitor_formId_fkey" FOREIGN KEY ("formId") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visitor" ADD CONSTRAINT "visitor_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_registrationTypeId_fkey" FOREIGN KEY ("registrationTypeId") REFERENCES "registration_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_event" ADD CONSTRAINT "api_key_event_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_event" ADD CONSTRAINT "api_key_event_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
