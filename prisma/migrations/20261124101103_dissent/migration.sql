-- CreateTable
CREATE TABLE "Dissent" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "scenarioId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT,
    "bodySalt" BYTEA,
    "documentSeq" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "Dissent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Dissent_scenarioId_memberId_number_key" ON "Dissent"("scenarioId", "memberId", "number");

-- AddForeignKey
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_teamId_scenarioId_fkey" FOREIGN KEY ("teamId", "scenarioId") REFERENCES "Scenario"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_teamId_memberId_fkey" FOREIGN KEY ("teamId", "memberId") REFERENCES "Member"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_counts" CHECK ("number" >= 1 AND "documentSeq" >= 0);
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_body" CHECK (length("body") BETWEEN 1 AND 4000);
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_salted" CHECK (("body" IS NULL) = ("bodySalt" IS NULL) AND octet_length("bodySalt") = 32);
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "Dissent" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "Dissent" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
