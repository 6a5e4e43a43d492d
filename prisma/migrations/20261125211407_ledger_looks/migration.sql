-- CreateEnum
CREATE TYPE "look_purpose" AS ENUM ('work', 'visit', 'supervision', 'study');

-- CreateTable
CREATE TABLE "ledger_look" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "purpose" "look_purpose" NOT NULL,
    "subject" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,
    "exported" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_look_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ledger_look_person_id_id_idx" ON "ledger_look"("person_id", "id");

-- AddForeignKey
ALTER TABLE "ledger_look" ADD CONSTRAINT "ledger_look_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

