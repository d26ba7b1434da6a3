import { memoryLog } from "#server/collab/memory-log";
import { updateLogContract } from "#server/collab/update-log.contract";

let made = 0;

updateLogContract("the log in memory", async () => {
  const log = memoryLog();
  return {
    log,
    other: { ...log, stop: async () => {} },
    async scenario() {
      made += 1;
      const id = `0198c5a0-7c00-7000-8000-${made.toString(16).padStart(12, "0")}`;
      log.addScenario(id);
      return id;
    },
    userId: "0198c5a0-7c00-7000-8000-0000000000aa",
  };
});
