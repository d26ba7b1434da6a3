-- AlterTable
ALTER TABLE "BriefVersion" ADD COLUMN     "authorNote" TEXT;
