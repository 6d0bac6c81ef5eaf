-- The answers kept for repeated requests, by whom they tell of: when a contact is erased, they are forgotten with it.
CREATE INDEX idempotency_record_contact ON idempotency_record ((json::jsonb #>> '{contact,id}'));
