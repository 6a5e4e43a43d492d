-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "findable" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "joined" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lead_id" INTEGER;

-- CreateTable
CREATE TABLE "trait" (
    "key" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,

    CONSTRAINT "trait_pkey" PRIMARY KEY ("key","ticket_id")
);

-- CreateIndex
CREATE INDEX "trait_ticket_id_idx" ON "trait"("ticket_id");

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trait" ADD CONSTRAINT "trait_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Few of many: what is merged into a ticket; what has been over for so long that its traits go; what is open and has none yet.
CREATE INDEX "ticket_merged_into" ON "ticket" ("lead_id") WHERE "lead_id" IS NOT NULL;
CREATE INDEX "ticket_findable_over" ON "ticket" ("closed_at") WHERE "findable" AND "closed_at" IS NOT NULL;
CREATE INDEX "ticket_not_findable" ON "ticket" ("id") WHERE NOT "findable" AND "closed_at" IS NULL;
