-- CreateTable
CREATE TABLE "telegram_turn" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "messages" INTEGER NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "telegram_turn_pkey" PRIMARY KEY ("id")
);

