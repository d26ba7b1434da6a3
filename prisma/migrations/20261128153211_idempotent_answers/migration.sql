-- An answer is written in the transaction of the act from now on: a call that broke off leaves nothing, and frees its key.
DELETE FROM "StoredAnswer" WHERE "status" IS NULL;

-- AlterTable
ALTER TABLE "StoredAnswer" ALTER COLUMN "status" SET NOT NULL,
ALTER COLUMN "headers" SET NOT NULL,
ALTER COLUMN "body" SET NOT NULL;
