-- What Prisma's schema language cannot say. Goes to the end of the first migration; later ones carry their own.

-- One card for each thing that is shown, however many workers try to make it: NULL tickets count as equal here.
CREATE UNIQUE INDEX "card_once" ON "card" ("kind", "complaint_id", (coalesce("ticket_id", 0)), "subject", "round");

-- At most one open channel to the reviewers, and to each department.
CREATE UNIQUE INDEX "channel_open_once" ON "channel" ("purpose", (coalesce("department_code", ''))) WHERE "retired_at" IS NULL;

-- Nobody holds the same role twice at a time; a revoked one may be granted again.
CREATE UNIQUE INDEX "role_held_once" ON "role" ("person_id", "role", (coalesce("department_code", ''))) WHERE "revoked_at" IS NULL;

-- The sweep's questions: what is overdue? Each index holds the open rows only, so it stays small for ever.
CREATE INDEX "telegram_update_waiting" ON "telegram_update" ("lane", "sequence") WHERE "handled_at" IS NULL;
CREATE INDEX "complaint_settling" ON "complaint" ("settle_at") WHERE "status" = 'gathering';
CREATE INDEX "card_behind" ON "card" ("due_at") WHERE "state" IN ('due', 'sending') OR "wanted" > "shown";
