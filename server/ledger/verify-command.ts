import { databaseCommand } from "#server/platform/command";
import { StartError } from "#server/platform/start-error";

/** `npm run ledger`: recomputes the journal's leaves and heads, prints what it found and fails when something differs. */
await databaseCommand(async () => {
  const { verifyLedger } = await import("#server/ledger/verify");
  const { entries, heads, root, unsealed, oldestUnsealed, erased, faults } = await verifyLedger();
  console.log(`${entries} entries sealed under ${heads} heads. Root ${root}.`);
  if (unsealed) console.log(`${unsealed} entries wait to be sealed, the oldest for ${Math.round(oldestUnsealed)} ms.`);
  else console.log("No entry waits to be sealed.");
  if (erased.people)
    console.log(
      `${erased.people} erased: their numbers are sealed and agree as before; ${erased.words} of their words are gone with the salts, and their hashes say nothing any more.`,
    );
  for (const words of faults) console.log(words);
  if (faults.length) throw new StartError("The ledger does not agree with its heads.");
  console.log("Every leaf and every head agrees.");
});
