-- CreateEnum
CREATE TYPE "consent" AS ENUM ('spoken', 'tapped', 'none');

-- CreateTable
CREATE TABLE "proxy" (
    "complaint_id" INTEGER NOT NULL,
    "writer_id" INTEGER NOT NULL,
    "name" TEXT,
    "reach" TEXT,
    "consent" "consent" NOT NULL,
    "why_not" TEXT,
    "link_hash" TEXT,
    "read_back_at" TIMESTAMPTZ(3),
    "joined_at" TIMESTAMPTZ(3),

    CONSTRAINT "proxy_pkey" PRIMARY KEY ("complaint_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "proxy_link_hash_key" ON "proxy"("link_hash");

-- CreateIndex
CREATE INDEX "proxy_writer_id_idx" ON "proxy"("writer_id");

-- AddForeignKey
ALTER TABLE "proxy" ADD CONSTRAINT "proxy_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proxy" ADD CONSTRAINT "proxy_writer_id_fkey" FOREIGN KEY ("writer_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

