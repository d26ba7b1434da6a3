import type { TestProject } from "vitest/node";
import { bundleWorker } from "#server/platform/test-bundle";
import { prepareTemplate } from "#server/platform/test-postgres";

declare module "vitest" {
  export interface ProvidedContext {
    /** Connection string of the migrated database that each test file clones. */
    templateDatabase: string;
    /** The reader of briefs in one file. */
    briefWorker: string;
  }
}

/** Runs once before the integration tests; what it returns runs after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = await prepareTemplate();
  project.provide("templateDatabase", template.url);
  const worker = bundleWorker("server/briefs/brief-worker.ts");
  project.provide("briefWorker", worker.file);
  return async () => {
    worker.remove();
    await template.stop();
  };
}
