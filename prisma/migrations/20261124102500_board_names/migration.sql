-- CreateEnum
CREATE TYPE "BoardNames" AS ENUM ('NAMES', 'INITIALS', 'OWN');

-- AlterTable
ALTER TABLE "Team" ADD COLUMN     "boardNames" "BoardNames" NOT NULL DEFAULT 'NAMES';
