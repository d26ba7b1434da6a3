-- The schema files are unchanged.
-- The verdict on a conditional question follows from those on its two questions: no person proposes it.
ALTER TABLE "Resolution" DROP CONSTRAINT "Resolution_proposal_check";
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_proposal_check" CHECK (
  "proposalId" IS NOT NULL OR "origin" <> 'LIVE' OR "followsId" IS NOT NULL
  OR ("outcome" = 'VOID' AND length(btrim("reason")) > 0));
