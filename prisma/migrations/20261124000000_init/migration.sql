-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "language_by" AS ENUM ('app', 'words', 'choice');

-- CreateEnum
CREATE TYPE "role_name" AS ENUM ('reviewer', 'supervisor', 'department_member', 'grid_worker', 'admin');

-- CreateEnum
CREATE TYPE "channel_purpose" AS ENUM ('reviewers', 'department');

-- CreateEnum
CREATE TYPE "channel_medium" AS ENUM ('telegram', 'webhook');

-- CreateEnum
CREATE TYPE "complaint_status" AS ENUM ('gathering', 'triaged', 'withdrawn');

-- CreateEnum
CREATE TYPE "complaint_kind" AS ENUM ('complaint', 'suggestion', 'question', 'thanks', 'not_for_us');

-- CreateEnum
CREATE TYPE "message_purpose" AS ENUM ('report', 'addition', 'correction', 'question', 'reply', 'rejection', 'return_reason', 'answer', 'not_solved');

-- CreateEnum
CREATE TYPE "media_kind" AS ENUM ('photo', 'video', 'video_note', 'animation', 'voice', 'audio', 'document', 'sticker');

-- CreateEnum
CREATE TYPE "ticket_status" AS ENUM ('drafted', 'in_review', 'confirmed', 'dispatched', 'accepted', 'answered', 'closed', 'rejected', 'merged', 'returned', 'reopened', 'withdrawn');

-- CreateEnum
CREATE TYPE "urgency" AS ENUM ('normal', 'urgent', 'emergency');

-- CreateEnum
CREATE TYPE "outcome" AS ENUM ('solved', 'no_answer', 'erased');

-- CreateEnum
CREATE TYPE "suggestion_source" AS ENUM ('model', 'local', 'none');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('confirmed', 'corrected', 'rejected');

-- CreateEnum
CREATE TYPE "delivery_kind" AS ENUM ('ticket', 'recall');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('due', 'sending', 'delivered', 'unknown', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('resident', 'staff', 'department', 'system');

-- CreateEnum
CREATE TYPE "card_kind" AS ENUM ('resident', 'review', 'review_media', 'department', 'department_media', 'word');

-- CreateEnum
CREATE TYPE "card_state" AS ENUM ('due', 'sending', 'shown', 'gone');

-- CreateEnum
CREATE TYPE "prompt_purpose" AS ENUM ('split', 'ask', 'reject', 'return_reason', 'answer');

-- CreateTable
CREATE TABLE "telegram_update" (
    "update_id" BIGINT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "lane" BIGINT NOT NULL,
    "payload" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "telegram_update_pkey" PRIMARY KEY ("update_id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "telegram_id" BIGINT,
    "name" TEXT,
    "username" TEXT,
    "language" TEXT NOT NULL,
    "language_by" "language_by" NOT NULL DEFAULT 'app',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "unreachable_at" TIMESTAMPTZ(3),
    "flood_told_at" TIMESTAMPTZ(3),
    "forgotten_at" TIMESTAMPTZ(3),
    "expecting" JSONB,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "role" "role_name" NOT NULL,
    "department_code" TEXT,
    "granted_by_id" INTEGER,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" INTEGER,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" SERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "role" "role_name" NOT NULL,
    "department_code" TEXT,
    "invited_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_by_id" INTEGER,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" SERIAL NOT NULL,
    "purpose" "channel_purpose" NOT NULL,
    "medium" "channel_medium" NOT NULL,
    "department_code" TEXT,
    "chat_id" BIGINT,
    "url" TEXT,
    "secret" TEXT,
    "language" TEXT NOT NULL,
    "bound_by_id" INTEGER,
    "bound_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalog_version" (
    "id" SERIAL NOT NULL,
    "checksum" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalog_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "department" (
    "code" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "version_id" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "department_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "category" (
    "code" TEXT NOT NULL,
    "department_code" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "version_id" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "category_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "duty" (
    "code" TEXT NOT NULL,
    "category_code" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "version_id" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "duty_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "complaint" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "status" "complaint_status" NOT NULL DEFAULT 'gathering',
    "kind" "complaint_kind" NOT NULL DEFAULT 'complaint',
    "language" TEXT NOT NULL,
    "emergency" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "place_name" TEXT,
    "asked" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "wants_human" BOOLEAN NOT NULL DEFAULT false,
    "settle_at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "triaged_at" TIMESTAMPTZ(3),
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "ticket_id" INTEGER,
    "author_id" INTEGER,
    "purpose" "message_purpose" NOT NULL,
    "text" TEXT,
    "chat_id" BIGINT,
    "telegram_message_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "media_group_id" TEXT,
    "forwarded" BOOLEAN NOT NULL DEFAULT false,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media" (
    "id" SERIAL NOT NULL,
    "message_id" INTEGER NOT NULL,
    "kind" "media_kind" NOT NULL,
    "file_id" TEXT,
    "mime" TEXT,
    "size" INTEGER,

    CONSTRAINT "media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "status" "ticket_status" NOT NULL DEFAULT 'drafted',
    "version" INTEGER NOT NULL DEFAULT 1,
    "category_code" TEXT,
    "department_code" TEXT,
    "duty_code" TEXT,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "place" TEXT,
    "since" TEXT,
    "wish" TEXT,
    "missing" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "urgency" "urgency" NOT NULL DEFAULT 'normal',
    "due_at" TIMESTAMPTZ(3),
    "hops" INTEGER NOT NULL DEFAULT 0,
    "rounds" INTEGER NOT NULL DEFAULT 0,
    "disputed" BOOLEAN NOT NULL DEFAULT false,
    "outcome" "outcome",
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "catalog_version_id" INTEGER NOT NULL,
    "source" "suggestion_source" NOT NULL,
    "failure" TEXT,
    "category_code" TEXT,
    "runner_up_code" TEXT,
    "duty_code" TEXT,
    "confidence" DOUBLE PRECISION,
    "evidence" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "draft" JSONB NOT NULL,
    "model_name" TEXT,
    "prompt_version" TEXT,
    "tokens_in" INTEGER,
    "tokens_out" INTEGER,
    "milliseconds" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "suggestion_id" INTEGER NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "verdict" "verdict" NOT NULL,
    "category_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "kind" "delivery_kind" NOT NULL DEFAULT 'ticket',
    "department_code" TEXT NOT NULL,
    "channel_id" INTEGER,
    "state" "delivery_state" NOT NULL DEFAULT 'due',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "ticket_id" INTEGER,
    "type" TEXT NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" INTEGER,
    "department_code" TEXT,
    "message_id" INTEGER,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "card" (
    "id" SERIAL NOT NULL,
    "kind" "card_kind" NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "ticket_id" INTEGER,
    "subject" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL DEFAULT 0,
    "chat_id" BIGINT,
    "telegram_message_id" INTEGER,
    "companions" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "state" "card_state" NOT NULL DEFAULT 'due',
    "wanted" INTEGER NOT NULL DEFAULT 1,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "digest" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompt" (
    "id" SERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "telegram_message_id" INTEGER NOT NULL,
    "purpose" "prompt_purpose" NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "duty_code" TEXT,
    "department_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "prompt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "telegram_update_sequence_key" ON "telegram_update"("sequence");

-- CreateIndex
CREATE INDEX "telegram_update_handled_at_idx" ON "telegram_update"("handled_at");

-- CreateIndex
CREATE UNIQUE INDEX "person_telegram_id_key" ON "person"("telegram_id");

-- CreateIndex
CREATE INDEX "role_person_id_idx" ON "role"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

-- CreateIndex
CREATE INDEX "channel_chat_id_idx" ON "channel"("chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "complaint_reference_key" ON "complaint"("reference");

-- CreateIndex
CREATE INDEX "complaint_person_id_id_idx" ON "complaint"("person_id", "id");

-- CreateIndex
CREATE INDEX "message_complaint_id_idx" ON "message"("complaint_id");

-- CreateIndex
CREATE INDEX "message_media_group_id_idx" ON "message"("media_group_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_chat_id_telegram_message_id_version_key" ON "message"("chat_id", "telegram_message_id", "version");

-- CreateIndex
CREATE INDEX "media_message_id_idx" ON "media"("message_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_reference_key" ON "ticket"("reference");

-- CreateIndex
CREATE INDEX "ticket_status_id_idx" ON "ticket"("status", "id");

-- CreateIndex
CREATE INDEX "ticket_department_code_status_idx" ON "ticket"("department_code", "status");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_complaint_id_ordinal_key" ON "ticket"("complaint_id", "ordinal");

-- CreateIndex
CREATE INDEX "suggestion_ticket_id_idx" ON "suggestion"("ticket_id");

-- CreateIndex
CREATE INDEX "review_ticket_id_idx" ON "review"("ticket_id");

-- CreateIndex
CREATE INDEX "delivery_state_due_at_idx" ON "delivery"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_ticket_id_round_kind_key" ON "delivery"("ticket_id", "round", "kind");

-- CreateIndex
CREATE INDEX "event_ticket_id_id_idx" ON "event"("ticket_id", "id");

-- CreateIndex
CREATE INDEX "event_complaint_id_id_idx" ON "event"("complaint_id", "id");

-- CreateIndex
CREATE INDEX "card_complaint_id_idx" ON "card"("complaint_id");

-- CreateIndex
CREATE INDEX "card_ticket_id_idx" ON "card"("ticket_id");

-- CreateIndex
CREATE INDEX "card_chat_id_telegram_message_id_idx" ON "card"("chat_id", "telegram_message_id");

-- CreateIndex
CREATE INDEX "prompt_ticket_id_idx" ON "prompt"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_chat_id_telegram_message_id_key" ON "prompt"("chat_id", "telegram_message_id");

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_department_code_fkey" FOREIGN KEY ("department_code") REFERENCES "department"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_used_by_id_fkey" FOREIGN KEY ("used_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_department_code_fkey" FOREIGN KEY ("department_code") REFERENCES "department"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_department_code_fkey" FOREIGN KEY ("department_code") REFERENCES "department"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_department_code_fkey" FOREIGN KEY ("department_code") REFERENCES "department"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty" ADD CONSTRAINT "duty_category_code_fkey" FOREIGN KEY ("category_code") REFERENCES "category"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media" ADD CONSTRAINT "media_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_category_code_fkey" FOREIGN KEY ("category_code") REFERENCES "category"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_department_code_fkey" FOREIGN KEY ("department_code") REFERENCES "department"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_catalog_version_id_fkey" FOREIGN KEY ("catalog_version_id") REFERENCES "catalog_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_suggestion_id_fkey" FOREIGN KEY ("suggestion_id") REFERENCES "suggestion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card" ADD CONSTRAINT "card_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card" ADD CONSTRAINT "card_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


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
