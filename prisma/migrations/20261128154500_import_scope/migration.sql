-- AlterEnum
ALTER TYPE "TokenScope" ADD VALUE 'IMPORT';
