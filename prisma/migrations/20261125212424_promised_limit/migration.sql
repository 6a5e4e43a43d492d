-- AlterEnum
ALTER TYPE "limit_name" ADD VALUE 'promised';


-- Promises of which a department is to be reminded.
CREATE INDEX "ticket_promised" ON "ticket" ("promised_for") WHERE "status" = 'answered' AND "promised_for" IS NOT NULL;
