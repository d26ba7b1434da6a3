-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "PassageKind" AS ENUM ('HEADING', 'PARAGRAPH', 'QUOTE', 'LIST_ITEM');

-- CreateEnum
CREATE TYPE "AnchorState" AS ENUM ('ANCHORED', 'ORPHANED');

-- CreateEnum
CREATE TYPE "RelationKind" AS ENUM ('EXCLUSIVE', 'EXHAUSTIVE', 'IMPLIES', 'CONDITIONAL');

-- CreateEnum
CREATE TYPE "ForecastKind" AS ENUM ('FORECAST', 'WITHDRAWAL', 'REAFFIRMATION');

-- CreateEnum
CREATE TYPE "RecordOrigin" AS ENUM ('LIVE', 'IMPORT', 'SIMULATED');

-- CreateEnum
CREATE TYPE "OrgRole" AS ENUM ('ADMIN', 'LEADER', 'MEMBER');

-- CreateEnum
CREATE TYPE "TeamRole" AS ENUM ('LEAD', 'FORECASTER', 'OBSERVER');

-- CreateEnum
CREATE TYPE "AccessLinkKind" AS ENUM ('SET_UP', 'INVITATION', 'PASSWORD_RESET');

-- CreateEnum
CREATE TYPE "WordScale" AS ENUM ('PHIA', 'ICD203');

-- CreateEnum
CREATE TYPE "QuestionRole" AS ENUM ('HEADLINE', 'INDICATOR');

-- CreateEnum
CREATE TYPE "QuestionType" AS ENUM ('BINARY');

-- CreateEnum
CREATE TYPE "QuestionState" AS ENUM ('DRAFT', 'OPEN', 'PROPOSED', 'RESOLVED', 'VOID', 'AMBIGUOUS');

-- CreateEnum
CREATE TYPE "RevealPolicy" AS ENUM ('ALWAYS', 'AFTER_FORECAST', 'AFTER_ROUND');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('YES', 'NO', 'VOID', 'AMBIGUOUS');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('CONFIRMED', 'REJECTED', 'RETRACTED');

-- CreateEnum
CREATE TYPE "ScoreRule" AS ENUM ('RELATIVE_BRIER', 'TIME_AVERAGED_BRIER', 'BASELINE', 'PEER');

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actorId" UUID,
    "teamId" UUID,
    "action" TEXT NOT NULL,
    "subjectId" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Brief" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "externalId" TEXT,
    "archivedAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Brief_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BriefVersion" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "briefId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT,
    "publisher" TEXT,
    "language" TEXT NOT NULL,
    "sourceUrl" TEXT,
    "publishedOn" DATE,
    "text" TEXT NOT NULL,
    "cuts" JSONB NOT NULL DEFAULT '[]',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BriefVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passage" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "briefVersionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "number" INTEGER,
    "kind" "PassageKind" NOT NULL,
    "text" TEXT NOT NULL,
    "start" INTEGER NOT NULL,

    CONSTRAINT "Passage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BriefSource" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "briefVersionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT,
    "outlet" TEXT,
    "url" TEXT,
    "accessedOn" DATE,
    "text" TEXT NOT NULL,

    CONSTRAINT "BriefSource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Scenario" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "briefId" UUID NOT NULL,
    "externalId" TEXT,
    "number" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "createdById" UUID,
    "archivedAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Scenario_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PassageAnchor" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "scenarioId" UUID NOT NULL,
    "briefVersionId" UUID NOT NULL,
    "exact" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "state" "AnchorState" NOT NULL DEFAULT 'ANCHORED',
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PassageAnchor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScenarioRelation" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "kind" "RelationKind" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ScenarioRelation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScenarioRelationMember" (
    "teamId" UUID NOT NULL,
    "relationId" UUID NOT NULL,
    "scenarioId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ScenarioRelationMember_pkey" PRIMARY KEY ("relationId","position")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "head" INTEGER NOT NULL DEFAULT 0,
    "schemaVersion" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentUpdate" (
    "documentId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "update" BYTEA NOT NULL,
    "userId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "quarantined" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "DocumentUpdate_pkey" PRIMARY KEY ("documentId","seq")
);

-- CreateTable
CREATE TABLE "DocumentSnapshot" (
    "documentId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "DocumentSnapshot_pkey" PRIMARY KEY ("documentId","seq")
);

-- CreateTable
CREATE TABLE "Forecast" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "questionVersionId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "kind" "ForecastKind" NOT NULL,
    "probabilities" DOUBLE PRECISION[],
    "sequence" INTEGER NOT NULL,
    "madeAt" TIMESTAMPTZ(6) NOT NULL,
    "enteredAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "reason" TEXT,
    "reasonSalt" BYTEA,
    "origin" "RecordOrigin" NOT NULL DEFAULT 'LIVE',
    "stated" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],

    CONSTRAINT "Forecast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForecastHead" (
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,

    CONSTRAINT "ForecastHead_pkey" PRIMARY KEY ("questionId","memberId")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "orgRole" "OrgRole" NOT NULL DEFAULT 'MEMBER',
    "tokenVersion" INTEGER NOT NULL DEFAULT 0,
    "timeZone" TEXT,
    "disabledAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "wordScale" "WordScale" NOT NULL DEFAULT 'PHIA',
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "userId" UUID,
    "externalId" TEXT,
    "name" TEXT NOT NULL,
    "role" "TeamRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leftAt" TIMESTAMPTZ(6),

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessLink" (
    "id" UUID NOT NULL,
    "kind" "AccessLinkKind" NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "userId" UUID,
    "email" TEXT,
    "teamId" UUID,
    "teamRole" "TeamRole",
    "orgRole" "OrgRole",
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "usedAt" TIMESTAMPTZ(6),
    "usedById" UUID,
    "revokedAt" TIMESTAMPTZ(6),

    CONSTRAINT "AccessLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "JournalEntry" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "topicId" UUID,
    "body" JSONB NOT NULL,
    "salt" BYTEA NOT NULL,
    "leaf" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "position" BIGINT,

    CONSTRAINT "JournalEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MerkleHead" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "frontier" BYTEA[],
    "sealedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "MerkleHead_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "scenarioId" UUID NOT NULL,
    "externalId" TEXT,
    "role" "QuestionRole" NOT NULL,
    "type" "QuestionType" NOT NULL,
    "state" "QuestionState" NOT NULL,
    "revealPolicy" "RevealPolicy" NOT NULL,
    "revealAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionVersion" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "criteria" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "baseRate" TEXT,
    "opensAt" TIMESTAMPTZ(6) NOT NULL,
    "closesAt" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QuestionVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tag" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionTag" (
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "tagId" UUID NOT NULL,

    CONSTRAINT "QuestionTag_pkey" PRIMARY KEY ("questionId","tagId")
);

-- CreateTable
CREATE TABLE "QuestionComment" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "parentId" UUID,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(6),

    CONSTRAINT "QuestionComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResolutionProposal" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "questionVersionId" UUID NOT NULL,
    "outcome" "Outcome" NOT NULL,
    "knownAt" TIMESTAMPTZ(6) NOT NULL,
    "evidenceUrl" TEXT,
    "note" TEXT NOT NULL,
    "proposedById" UUID,
    "proposedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "ResolutionProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResolutionDecision" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "proposalId" UUID NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "note" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "singleHanded" BOOLEAN NOT NULL DEFAULT false,
    "hadStandingForecast" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ResolutionDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Resolution" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "proposalId" UUID,
    "outcome" "Outcome",
    "knownAt" TIMESTAMPTZ(6) NOT NULL,
    "evidenceUrl" TEXT,
    "reason" TEXT,
    "resolvedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "origin" "RecordOrigin" NOT NULL DEFAULT 'LIVE',

    CONSTRAINT "Resolution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Score" (
    "teamId" UUID NOT NULL,
    "resolutionId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "rule" "ScoreRule" NOT NULL,
    "scoringVersion" INTEGER NOT NULL,
    "questionId" UUID NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "coverage" DOUBLE PRECISION NOT NULL,
    "attendance" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "Score_pkey" PRIMARY KEY ("resolutionId","memberId","rule","scoringVersion")
);

-- CreateIndex
CREATE INDEX "AuditEntry_teamId_at_idx" ON "AuditEntry"("teamId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Brief_teamId_id_key" ON "Brief"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Brief_teamId_externalId_key" ON "Brief"("teamId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "BriefVersion_teamId_id_key" ON "BriefVersion"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "BriefVersion_briefId_number_key" ON "BriefVersion"("briefId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Passage_briefVersionId_position_key" ON "Passage"("briefVersionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "BriefSource_briefVersionId_number_key" ON "BriefSource"("briefVersionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Scenario_teamId_id_key" ON "Scenario"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Scenario_briefId_number_key" ON "Scenario"("briefId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Scenario_teamId_externalId_key" ON "Scenario"("teamId", "externalId");

-- CreateIndex
CREATE INDEX "PassageAnchor_scenarioId_idx" ON "PassageAnchor"("scenarioId");

-- CreateIndex
CREATE INDEX "PassageAnchor_briefVersionId_idx" ON "PassageAnchor"("briefVersionId");

-- CreateIndex
CREATE UNIQUE INDEX "ScenarioRelation_teamId_id_key" ON "ScenarioRelation"("teamId", "id");

-- CreateIndex
CREATE INDEX "ScenarioRelationMember_scenarioId_idx" ON "ScenarioRelationMember"("scenarioId");

-- CreateIndex
CREATE UNIQUE INDEX "ScenarioRelationMember_relationId_scenarioId_key" ON "ScenarioRelationMember"("relationId", "scenarioId");

-- CreateIndex
CREATE UNIQUE INDEX "Document_teamId_id_key" ON "Document"("teamId", "id");

-- CreateIndex
CREATE INDEX "Forecast_questionId_madeAt_sequence_idx" ON "Forecast"("questionId", "madeAt", "sequence");

-- CreateIndex
CREATE INDEX "Forecast_memberId_madeAt_idx" ON "Forecast"("memberId", "madeAt");

-- CreateIndex
CREATE UNIQUE INDEX "Forecast_questionId_memberId_sequence_key" ON "Forecast"("questionId", "memberId", "sequence");

-- CreateIndex
CREATE INDEX "ForecastHead_memberId_idx" ON "ForecastHead"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Team_name_key" ON "Team"("name");

-- CreateIndex
CREATE INDEX "Member_userId_idx" ON "Member"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_teamId_id_key" ON "Member"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Member_teamId_userId_key" ON "Member"("teamId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_teamId_externalId_key" ON "Member"("teamId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "AccessLink_tokenHash_key" ON "AccessLink"("tokenHash");

-- CreateIndex
CREATE INDEX "AccessLink_teamId_kind_idx" ON "AccessLink"("teamId", "kind");

-- CreateIndex
CREATE INDEX "AccessLink_userId_idx" ON "AccessLink"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "JournalEntry_position_key" ON "JournalEntry"("position");

-- CreateIndex
CREATE INDEX "JournalEntry_recordId_idx" ON "JournalEntry"("recordId");

-- CreateIndex
CREATE INDEX "JournalEntry_teamId_position_idx" ON "JournalEntry"("teamId", "position");

-- CreateIndex
CREATE INDEX "Question_scenarioId_idx" ON "Question"("scenarioId");

-- CreateIndex
CREATE INDEX "Question_teamId_state_idx" ON "Question"("teamId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Question_teamId_id_key" ON "Question"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Question_teamId_externalId_key" ON "Question"("teamId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "QuestionVersion_teamId_questionId_id_key" ON "QuestionVersion"("teamId", "questionId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "QuestionVersion_questionId_number_key" ON "QuestionVersion"("questionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Tag_teamId_id_key" ON "Tag"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Tag_teamId_name_key" ON "Tag"("teamId", "name");

-- CreateIndex
CREATE INDEX "QuestionTag_tagId_idx" ON "QuestionTag"("tagId");

-- CreateIndex
CREATE INDEX "QuestionComment_questionId_createdAt_idx" ON "QuestionComment"("questionId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "QuestionComment_questionId_id_key" ON "QuestionComment"("questionId", "id");

-- CreateIndex
CREATE INDEX "ResolutionProposal_questionId_proposedAt_idx" ON "ResolutionProposal"("questionId", "proposedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ResolutionProposal_teamId_id_key" ON "ResolutionProposal"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ResolutionProposal_teamId_questionId_id_key" ON "ResolutionProposal"("teamId", "questionId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ResolutionDecision_teamId_proposalId_key" ON "ResolutionDecision"("teamId", "proposalId");

-- CreateIndex
CREATE UNIQUE INDEX "Resolution_teamId_questionId_id_key" ON "Resolution"("teamId", "questionId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Resolution_teamId_questionId_proposalId_key" ON "Resolution"("teamId", "questionId", "proposalId");

-- CreateIndex
CREATE UNIQUE INDEX "Resolution_questionId_version_key" ON "Resolution"("questionId", "version");

-- CreateIndex
CREATE INDEX "Score_teamId_rule_idx" ON "Score"("teamId", "rule");

-- CreateIndex
CREATE INDEX "Score_memberId_rule_idx" ON "Score"("memberId", "rule");

-- CreateIndex
CREATE INDEX "Score_questionId_idx" ON "Score"("questionId");

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Brief" ADD CONSTRAINT "Brief_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BriefVersion" ADD CONSTRAINT "BriefVersion_teamId_briefId_fkey" FOREIGN KEY ("teamId", "briefId") REFERENCES "Brief"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BriefVersion" ADD CONSTRAINT "BriefVersion_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passage" ADD CONSTRAINT "Passage_teamId_briefVersionId_fkey" FOREIGN KEY ("teamId", "briefVersionId") REFERENCES "BriefVersion"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BriefSource" ADD CONSTRAINT "BriefSource_teamId_briefVersionId_fkey" FOREIGN KEY ("teamId", "briefVersionId") REFERENCES "BriefVersion"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_teamId_briefId_fkey" FOREIGN KEY ("teamId", "briefId") REFERENCES "Brief"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PassageAnchor" ADD CONSTRAINT "PassageAnchor_teamId_scenarioId_fkey" FOREIGN KEY ("teamId", "scenarioId") REFERENCES "Scenario"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PassageAnchor" ADD CONSTRAINT "PassageAnchor_teamId_briefVersionId_fkey" FOREIGN KEY ("teamId", "briefVersionId") REFERENCES "BriefVersion"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScenarioRelationMember" ADD CONSTRAINT "ScenarioRelationMember_teamId_relationId_fkey" FOREIGN KEY ("teamId", "relationId") REFERENCES "ScenarioRelation"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScenarioRelationMember" ADD CONSTRAINT "ScenarioRelationMember_teamId_scenarioId_fkey" FOREIGN KEY ("teamId", "scenarioId") REFERENCES "Scenario"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_teamId_id_fkey" FOREIGN KEY ("teamId", "id") REFERENCES "Scenario"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentUpdate" ADD CONSTRAINT "DocumentUpdate_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentSnapshot" ADD CONSTRAINT "DocumentSnapshot_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Forecast" ADD CONSTRAINT "Forecast_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Forecast" ADD CONSTRAINT "Forecast_teamId_questionId_questionVersionId_fkey" FOREIGN KEY ("teamId", "questionId", "questionVersionId") REFERENCES "QuestionVersion"("teamId", "questionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Forecast" ADD CONSTRAINT "Forecast_teamId_memberId_fkey" FOREIGN KEY ("teamId", "memberId") REFERENCES "Member"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForecastHead" ADD CONSTRAINT "ForecastHead_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForecastHead" ADD CONSTRAINT "ForecastHead_teamId_memberId_fkey" FOREIGN KEY ("teamId", "memberId") REFERENCES "Member"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessLink" ADD CONSTRAINT "AccessLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessLink" ADD CONSTRAINT "AccessLink_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessLink" ADD CONSTRAINT "AccessLink_usedById_fkey" FOREIGN KEY ("usedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessLink" ADD CONSTRAINT "AccessLink_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_teamId_scenarioId_fkey" FOREIGN KEY ("teamId", "scenarioId") REFERENCES "Scenario"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionVersion" ADD CONSTRAINT "QuestionVersion_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionVersion" ADD CONSTRAINT "QuestionVersion_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionTag" ADD CONSTRAINT "QuestionTag_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionTag" ADD CONSTRAINT "QuestionTag_teamId_tagId_fkey" FOREIGN KEY ("teamId", "tagId") REFERENCES "Tag"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionComment" ADD CONSTRAINT "QuestionComment_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionComment" ADD CONSTRAINT "QuestionComment_teamId_memberId_fkey" FOREIGN KEY ("teamId", "memberId") REFERENCES "Member"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionComment" ADD CONSTRAINT "QuestionComment_questionId_parentId_fkey" FOREIGN KEY ("questionId", "parentId") REFERENCES "QuestionComment"("questionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResolutionProposal" ADD CONSTRAINT "ResolutionProposal_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResolutionProposal" ADD CONSTRAINT "ResolutionProposal_teamId_questionId_questionVersionId_fkey" FOREIGN KEY ("teamId", "questionId", "questionVersionId") REFERENCES "QuestionVersion"("teamId", "questionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResolutionProposal" ADD CONSTRAINT "ResolutionProposal_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResolutionDecision" ADD CONSTRAINT "ResolutionDecision_teamId_proposalId_fkey" FOREIGN KEY ("teamId", "proposalId") REFERENCES "ResolutionProposal"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResolutionDecision" ADD CONSTRAINT "ResolutionDecision_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_teamId_questionId_proposalId_fkey" FOREIGN KEY ("teamId", "questionId", "proposalId") REFERENCES "ResolutionProposal"("teamId", "questionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Score" ADD CONSTRAINT "Score_teamId_questionId_resolutionId_fkey" FOREIGN KEY ("teamId", "questionId", "resolutionId") REFERENCES "Resolution"("teamId", "questionId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Score" ADD CONSTRAINT "Score_teamId_memberId_fkey" FOREIGN KEY ("teamId", "memberId") REFERENCES "Member"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;

DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['Forecast', 'BriefVersion', 'Passage', 'BriefSource', 'QuestionVersion',
    'ResolutionProposal', 'ResolutionDecision', 'Resolution', 'MerkleHead', 'AuditEntry'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', kept);
    EXECUTE format('CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', kept);
  END LOOP;
END $$;

-- A journal entry takes its position once; nothing else of it ever changes.
CREATE FUNCTION "journal_takes_position_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."position" IS NULL AND NEW."position" IS NOT NULL
    AND (NEW."id", NEW."teamId", NEW."kind", NEW."recordId", NEW."salt", NEW."leaf", NEW."createdAt")
      = (OLD."id", OLD."teamId", OLD."kind", OLD."recordId", OLD."salt", OLD."leaf", OLD."createdAt")
    AND NEW."topicId" IS NOT DISTINCT FROM OLD."topicId" AND NEW."body" = OLD."body" THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'JournalEntry is append-only: only its position may be set, once' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE ON "JournalEntry" FOR EACH ROW EXECUTE FUNCTION "journal_takes_position_once"();
CREATE TRIGGER "append_only_delete" BEFORE DELETE ON "JournalEntry" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "JournalEntry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- An update of a shared document stays as it was acknowledged; it may only be marked unreadable.
CREATE FUNCTION "update_may_be_quarantined"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."documentId", NEW."seq", NEW."update", NEW."createdAt") = (OLD."documentId", OLD."seq", OLD."update", OLD."createdAt")
    AND NEW."userId" IS NOT DISTINCT FROM OLD."userId" THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'DocumentUpdate is append-only: only its quarantine may be set' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE ON "DocumentUpdate" FOR EACH ROW EXECUTE FUNCTION "update_may_be_quarantined"();
CREATE TRIGGER "append_only_delete" BEFORE DELETE ON "DocumentUpdate" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "DocumentUpdate" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE FUNCTION "total"(terms float8[]) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT coalesce(sum(v), 0) FROM unnest(terms) AS v $$;

ALTER TABLE "Forecast"
  ADD CONSTRAINT "Forecast_probabilities_check" CHECK (
    CASE "kind" WHEN 'WITHDRAWAL' THEN cardinality("probabilities") = 0
    ELSE cardinality("probabilities") >= 1 AND 0.001 <= ALL ("probabilities") AND 0.999 >= ALL ("probabilities")
      AND (cardinality("probabilities") = 1 OR abs("total"("probabilities") - 1) <= 1e-9) END),
  ADD CONSTRAINT "Forecast_sequence_check" CHECK ("sequence" >= 1),
  ADD CONSTRAINT "Forecast_reason_check" CHECK (length("reason") BETWEEN 1 AND 4000 AND ("reason" IS NULL) = ("reasonSalt" IS NULL));
ALTER TABLE "ForecastHead" ADD CONSTRAINT "ForecastHead_sequence_check" CHECK ("sequence" >= 1);

ALTER TABLE "Question" ADD CONSTRAINT "Question_reveal_check" CHECK (("revealPolicy" = 'AFTER_ROUND') = ("revealAt" IS NOT NULL));
ALTER TABLE "QuestionVersion"
  ADD CONSTRAINT "QuestionVersion_clocks_check" CHECK ("closesAt" > "opensAt"),
  ADD CONSTRAINT "QuestionVersion_number_check" CHECK ("number" >= 1),
  ADD CONSTRAINT "QuestionVersion_title_check" CHECK (length(btrim("title")) > 0);

-- A scenario has one headline question; a void one makes room for its successor.
ALTER TABLE "Question" ADD CONSTRAINT "Question_one_headline" EXCLUDE USING btree ("scenarioId" WITH =)
  WHERE ("role" = 'HEADLINE' AND "state" <> 'VOID');

ALTER TABLE "User"
  ADD CONSTRAINT "User_email_check" CHECK ("email" = lower("email") AND position('@' IN "email") > 1),
  ADD CONSTRAINT "User_name_check" CHECK (length(btrim("name")) > 0);
ALTER TABLE "AccessLink" ADD CONSTRAINT "AccessLink_shape_check" CHECK (
  CASE "kind" WHEN 'PASSWORD_RESET' THEN "userId" IS NOT NULL
    WHEN 'INVITATION' THEN "orgRole" IS NOT NULL AND ("teamId" IS NULL) = ("teamRole" IS NULL)
    ELSE "userId" IS NULL AND "teamId" IS NULL END);

ALTER TABLE "BriefVersion" ADD CONSTRAINT "BriefVersion_title_check" CHECK (length(btrim("title")) > 0);
ALTER TABLE "BriefSource" ADD CONSTRAINT "BriefSource_url_check" CHECK ("url" ~* '^https?://');
ALTER TABLE "PassageAnchor" ADD CONSTRAINT "PassageAnchor_span_check" CHECK ("start" >= 0 AND "end" > "start");
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_statement_check" CHECK (length(btrim("statement")) > 0);

ALTER TABLE "ResolutionProposal" ADD CONSTRAINT "ResolutionProposal_url_check" CHECK ("evidenceUrl" ~* '^https?://');
ALTER TABLE "Resolution"
  ADD CONSTRAINT "Resolution_url_check" CHECK ("evidenceUrl" ~* '^https?://'),
  ADD CONSTRAINT "Resolution_version_check" CHECK ("version" >= 1),
  ADD CONSTRAINT "Resolution_proposal_check" CHECK ("proposalId" IS NOT NULL OR "origin" <> 'LIVE');

ALTER TABLE "Score" ADD CONSTRAINT "Score_shares_check" CHECK (
  "coverage" > 0 AND "coverage" <= 1 + 1e-9 AND "attendance" > 0 AND "attendance" <= 1 + 1e-9);

ALTER TABLE "JournalEntry" ADD CONSTRAINT "JournalEntry_hash_check" CHECK (octet_length("salt") = 32 AND octet_length("leaf") = 32);
ALTER TABLE "DocumentUpdate" ADD CONSTRAINT "DocumentUpdate_seq_check" CHECK ("seq" >= 1);

-- The sealer's queue: entries without a position, oldest first.
CREATE INDEX "JournalEntry_unsealed" ON "JournalEntry" ("createdAt") WHERE "position" IS NULL;
