import type { TestProject } from "vitest/node";
import { prepareTemplate } from "#server/platform/test-postgres";

declare module "vitest" {
  export interface ProvidedContext {
    /** Connection string of the migrated database that each test file clones. */
    templateDatabase: string;
  }
}

/** Runs once before the integration tests; what it returns runs after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = await prepareTemplate();
  project.provide("templateDatabase", template.url);
  return template.stop;
}
