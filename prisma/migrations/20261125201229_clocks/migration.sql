-- CreateEnum
CREATE TYPE "limit_name" AS ENUM ('review', 'accept', 'answer', 'resident');

-- CreateEnum
CREATE TYPE "reminder_stage" AS ENUM ('before', 'at', 'after');

-- AlterEnum
ALTER TYPE "card_kind" ADD VALUE 'reminder';

-- DropForeignKey
ALTER TABLE "card" DROP CONSTRAINT "card_complaint_id_fkey";

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "accept_by" TIMESTAMPTZ(3),
ADD COLUMN     "answer_by" TIMESTAMPTZ(3),
ADD COLUMN     "held_since" TIMESTAMPTZ(3),
ADD COLUMN     "paused_at" TIMESTAMPTZ(3),
ADD COLUMN     "review_by" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "card" ALTER COLUMN "complaint_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "reminder" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "limit" "limit_name" NOT NULL,
    "limit_at" TIMESTAMPTZ(3) NOT NULL,
    "stage" "reminder_stage" NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "card_id" INTEGER NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reminder_card_id_idx" ON "reminder"("card_id");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_ticket_id_limit_limit_at_stage_chat_id_key" ON "reminder"("ticket_id", "limit", "limit_at", "stage", "chat_id");

-- AddForeignKey
ALTER TABLE "card" ADD CONSTRAINT "card_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Whose time is running, and what has been reminded of and is not done: the open rows only.
CREATE INDEX "ticket_held" ON "ticket" ("held_since") WHERE "held_since" IS NOT NULL;
CREATE INDEX "reminder_open" ON "reminder" ("card_id") WHERE "done_at" IS NULL;
