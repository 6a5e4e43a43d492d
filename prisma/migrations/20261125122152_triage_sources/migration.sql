-- CreateEnum
CREATE TYPE "model_call_purpose" AS ENUM ('triage', 'transcript');

-- AlterEnum
ALTER TYPE "suggestion_source" ADD VALUE 'both';

-- AlterTable
ALTER TABLE "media" ADD COLUMN     "transcript" TEXT,
ADD COLUMN     "unique_id" TEXT;

-- CreateTable
CREATE TABLE "model_call" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "purpose" "model_call_purpose" NOT NULL,
    "model_name" TEXT NOT NULL,
    "prompt_version" TEXT,
    "sent" TEXT,
    "outcome" TEXT,
    "tokens_in" INTEGER NOT NULL DEFAULT 0,
    "tokens_out" INTEGER NOT NULL DEFAULT 0,
    "cost" BIGINT,
    "milliseconds" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_call_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "model_call_created_at_idx" ON "model_call"("created_at");

-- CreateIndex
CREATE INDEX "model_call_complaint_id_idx" ON "model_call"("complaint_id");

-- AlterTable
ALTER TABLE "suggestion" ADD COLUMN     "cascaded" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "elsewhere_code" TEXT,
ADD COLUMN     "local_code" TEXT,
ADD COLUMN     "local_confidence" DOUBLE PRECISION,
ADD COLUMN     "model_call_id" INTEGER,
ADD COLUMN     "model_code" TEXT,
ADD COLUMN     "unsure" BOOLEAN NOT NULL DEFAULT false;

-- What suggestions said of their calls becomes the calls themselves: several tickets drafted at one moment were one call.
INSERT INTO "model_call" ("complaint_id", "purpose", "model_name", "prompt_version", "outcome", "tokens_in", "tokens_out", "milliseconds", "created_at")
SELECT DISTINCT "complaint_id", 'triage'::"model_call_purpose", "model_name", "prompt_version", 'answered',
       coalesce("tokens_in", 0), coalesce("tokens_out", 0), "milliseconds", "created_at"
FROM "suggestion" WHERE "model_name" IS NOT NULL;
UPDATE "suggestion" s SET "model_call_id" = c."id", "model_code" = s."category_code"
FROM "model_call" c WHERE s."model_name" IS NOT NULL AND c."complaint_id" = s."complaint_id" AND c."created_at" = s."created_at";
UPDATE "suggestion" SET "local_code" = "category_code", "local_confidence" = "confidence" WHERE "source" = 'local';

-- AlterTable
ALTER TABLE "suggestion" DROP COLUMN "milliseconds",
DROP COLUMN "model_name",
DROP COLUMN "prompt_version",
DROP COLUMN "tokens_in",
DROP COLUMN "tokens_out";

-- CreateIndex
CREATE INDEX "suggestion_model_call_id_idx" ON "suggestion"("model_call_id");

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_model_call_id_fkey" FOREIGN KEY ("model_call_id") REFERENCES "model_call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_call" ADD CONSTRAINT "model_call_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

