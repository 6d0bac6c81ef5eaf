-- CreateIndex
CREATE INDEX "function_audit_organisationId_id_idx" ON "function_audit"("organisationId", "id");
