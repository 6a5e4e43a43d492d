-- AlterEnum
ALTER TYPE "model_call_purpose" ADD VALUE 'replay';

