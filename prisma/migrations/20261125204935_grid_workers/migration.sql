-- CreateEnum
CREATE TYPE "origin" AS ENUM ('resident', 'round');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "message_purpose" ADD VALUE 'feedback';
ALTER TYPE "message_purpose" ADD VALUE 'escalation';

-- AlterEnum
ALTER TYPE "limit_name" ADD VALUE 'escalated';

-- AlterTable
ALTER TABLE "role" ADD COLUMN     "area" TEXT;

-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "origin" "origin" NOT NULL DEFAULT 'resident';

