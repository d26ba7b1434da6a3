import { defineConfig } from "@playwright/test";
import { chromiumHere } from "./server/bootstrap/browser.mjs";

/** Browser tests against the production build: `npm test` builds it first. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/fixtures/global-setup.ts",
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI === "1",
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/London",
    trace: "off", // it took a quarter of all time; `keepEvidence` tells what a failure needs
    screenshot: "only-on-failure",
    video: "off", // its encoder is a download
    launchOptions: {
      executablePath: chromiumHere(),
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
      ],
    },
  },
});
