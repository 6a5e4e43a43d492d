-- The sweep asks for urgent cards and for others apart, each by the order in which they are due. PostgreSQL takes a third of all cards for
-- behind, as it cannot tell how often "wanted" is more than "shown": without "urgent" in the index it gets ready to sort as many.
DROP INDEX "card_behind";
CREATE INDEX "card_behind" ON "card" ("urgent", "due_at") WHERE "state" IN ('due', 'sending') OR "wanted" > "shown";

-- What /metrics counts of the updates of three months: those that nobody could handle.
CREATE INDEX "telegram_update_put_aside" ON "telegram_update" ("received_at") WHERE "failure" IS NOT NULL;
