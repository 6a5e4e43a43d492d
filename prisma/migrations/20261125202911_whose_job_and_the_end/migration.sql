-- AlterEnum
ALTER TYPE "message_purpose" ADD VALUE 'stopped_answer';

-- AlterEnum
ALTER TYPE "model_call_purpose" ADD VALUE 'closing_test';

-- AlterEnum
ALTER TYPE "prompt_purpose" ADD VALUE 'amend';

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "promised_for" TIMESTAMPTZ(3),
ADD COLUMN     "reopenings" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "review" ADD COLUMN     "ruling" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "catalog_amendment" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "category_code" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "version_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "catalog_amendment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "catalog_amendment_code_key" ON "catalog_amendment"("code");

-- CreateIndex
CREATE INDEX "ticket_status_asked_at_idx" ON "ticket"("status", "asked_at");

-- AddForeignKey
ALTER TABLE "catalog_amendment" ADD CONSTRAINT "catalog_amendment_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_amendment" ADD CONSTRAINT "catalog_amendment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_amendment" ADD CONSTRAINT "catalog_amendment_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "catalog_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What was answered before is asked about from today on.
UPDATE "ticket" SET "asked_at" = now() WHERE "status" = 'answered';
UPDATE "ticket" SET "reopenings" = (
  SELECT count(*) FROM "event" WHERE "event"."ticket_id" = "ticket"."id" AND "event"."type" = 'reopened'
);
