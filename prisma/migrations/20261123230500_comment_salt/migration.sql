-- AlterTable
ALTER TABLE "QuestionComment" ADD COLUMN     "bodySalt" BYTEA;
