-- AlterTable
ALTER TABLE "ResolutionProposal" ADD COLUMN     "correctsId" UUID,
ADD COLUMN     "quote" TEXT,
ADD COLUMN     "textSalt" BYTEA,
ALTER COLUMN "outcome" DROP NOT NULL;

-- CreateTable
CREATE TABLE "EvidenceFile" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "content" BYTEA NOT NULL,
    "uploadedById" UUID NOT NULL,
    "uploadedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "EvidenceFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProposalFile" (
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "proposalId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ProposalFile_pkey" PRIMARY KEY ("proposalId","position")
);

-- CreateIndex
CREATE INDEX "EvidenceFile_uploadedById_uploadedAt_idx" ON "EvidenceFile"("uploadedById", "uploadedAt");

-- CreateIndex
CREATE UNIQUE INDEX "EvidenceFile_teamId_questionId_id_key" ON "EvidenceFile"("teamId", "questionId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ProposalFile_teamId_questionId_fileId_key" ON "ProposalFile"("teamId", "questionId", "fileId");

-- AddForeignKey
ALTER TABLE "ResolutionProposal" ADD CONSTRAINT "ResolutionProposal_teamId_questionId_correctsId_fkey" FOREIGN KEY ("teamId", "questionId", "correctsId") REFERENCES "Resolution"("teamId", "questionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_uploadedById_fkey" FOREIGN KEY ("uploadedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProposalFile" ADD CONSTRAINT "ProposalFile_teamId_questionId_proposalId_fkey" FOREIGN KEY ("teamId", "questionId", "proposalId") REFERENCES "ResolutionProposal"("teamId", "questionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProposalFile" ADD CONSTRAINT "ProposalFile_teamId_questionId_fileId_fkey" FOREIGN KEY ("teamId", "questionId", "fileId") REFERENCES "EvidenceFile"("teamId", "questionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "ResolutionProposal"
  ADD CONSTRAINT "ResolutionProposal_withdrawal_check" CHECK ("outcome" IS NOT NULL OR "correctsId" IS NOT NULL),
  ADD CONSTRAINT "ResolutionProposal_reason_check" CHECK ("correctsId" IS NULL OR length(btrim("note")) > 0),
  ADD CONSTRAINT "ResolutionProposal_quote_check" CHECK (length("quote") BETWEEN 1 AND 4000),
  ADD CONSTRAINT "ResolutionProposal_salt_check" CHECK (octet_length("textSalt") = 32);

ALTER TABLE "EvidenceFile"
  ADD CONSTRAINT "EvidenceFile_size_check" CHECK ("size" = octet_length("content") AND "size" BETWEEN 1 AND 10485760),
  ADD CONSTRAINT "EvidenceFile_hash_check" CHECK ("sha256" = sha256("content")),
  ADD CONSTRAINT "EvidenceFile_type_check" CHECK ("mediaType" IN
    ('application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain')),
  ADD CONSTRAINT "EvidenceFile_name_check" CHECK (length("name") BETWEEN 1 AND 120 AND "name" !~ '[[:cntrl:]/\\]'),
  -- What is kept is compressed already, or small.
  ALTER COLUMN "content" SET STORAGE EXTERNAL;
ALTER TABLE "ProposalFile" ADD CONSTRAINT "ProposalFile_position_check" CHECK ("position" BETWEEN 1 AND 5);

-- A file may be deleted while no proposal names it (the foreign key refuses afterwards), and never changed.
CREATE TRIGGER "append_only" BEFORE UPDATE ON "EvidenceFile" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "EvidenceFile" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "ProposalFile" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "ProposalFile" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
