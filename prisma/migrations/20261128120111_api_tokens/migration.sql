-- CreateEnum
CREATE TYPE "TokenScope" AS ENUM ('READ', 'FORECAST', 'WRITE', 'RESOLVE');

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "scopes" "TokenScope"[],
    "teamId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(6),
    "revokedAt" TIMESTAMPTZ(6),
    "revokedById" UUID,
    "expiredAt" TIMESTAMPTZ(6),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredAnswer" (
    "tokenId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" BYTEA NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "StoredAnswer_pkey" PRIMARY KEY ("tokenId","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE INDEX "ApiToken_teamId_idx" ON "ApiToken"("teamId");

-- CreateIndex
CREATE INDEX "StoredAnswer_createdAt_idx" ON "StoredAnswer"("createdAt");

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_revokedById_fkey" FOREIGN KEY ("revokedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoredAnswer" ADD CONSTRAINT "StoredAnswer_tokenId_fkey" FOREIGN KEY ("tokenId") REFERENCES "ApiToken"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "ApiToken"
  ADD CONSTRAINT "ApiToken_name_check" CHECK (length("name") BETWEEN 1 AND 100),
  ADD CONSTRAINT "ApiToken_hash_check" CHECK (octet_length("tokenHash") = 32),
  ADD CONSTRAINT "ApiToken_scopes_check" CHECK ('READ' = ANY ("scopes")),
  ADD CONSTRAINT "ApiToken_expiry_check" CHECK ("expiresAt" > "createdAt" AND "expiresAt" <= "createdAt" + interval '367 days'),
  ADD CONSTRAINT "ApiToken_revoked_check" CHECK ("revokedById" IS NULL OR "revokedAt" IS NOT NULL);

ALTER TABLE "StoredAnswer"
  ADD CONSTRAINT "StoredAnswer_key_check" CHECK (length("key") BETWEEN 1 AND 255),
  ADD CONSTRAINT "StoredAnswer_answer_check" CHECK (("status" IS NULL) = ("body" IS NULL) AND ("status" IS NULL) = ("headers" IS NULL));

-- Tokens whose end the audit log has not been told of.
CREATE INDEX "ApiToken_to_expire" ON "ApiToken" ("expiresAt") WHERE "expiredAt" IS NULL AND "revokedAt" IS NULL;
