-- What the sweep asks each time: whose clock stands still because the resident was asked? Few tickets of many.
CREATE INDEX "ticket_paused" ON "ticket" ("paused_at") WHERE "paused_at" IS NOT NULL;
