import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures/server";
import { signInAs } from "./fixtures/sessions";
import { buildWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";
import { addPerson, type Person } from "./fixtures/world-people";

/** What administrators, leads and people themselves do about people, in a browser. */
test.use({ world: "empty" });

let world: World;
let leaving: Person;
test.beforeAll(async ({ server }) => {
  await inDatabase(server.databaseUrl, async (db) => {
    world = await buildWorld(db);
    leaving = await addPerson(db, {
      name: "Ottoline Vane",
      memberships: [{ teamId: world.own.teamId, role: "FORECASTER" }],
    });
  });
});

test("a lead names a deputy, who is told on every page, leads, and lays it down", async ({ browser, server }) => {
  const { lead, forecaster } = world.people;
  const team = `/admin/teams/${world.own.teamId}`;
  const [leads, stands] = await Promise.all([browser.newContext(), browser.newContext()]);
  await signInAs(leads, server.url, lead);
  await signInAs(stands, server.url, forecaster);
  const page = await leads.newPage();
  await page.goto(`${server.url}${team}`);
  await expect(page.getByRole("button", { name: "Name the deputy" })).toBeEnabled();
  await page.getByLabel("Stands in").selectOption("Forecaster");
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 16);
  await page.getByLabel("Until").fill(inAWeek);
  await page.getByRole("button", { name: "Name the deputy" }).click();
  await expect(page.getByRole("region", { name: "Deputies" }).getByText("in force")).toBeVisible();

  const other = await stands.newPage();
  expect((await other.goto(`${server.url}${team}`))?.status()).toBe(200);
  const told = other.getByRole("complementary", { name: "Deputy" });
  await expect(told).toContainText("deputy for Lead");
  await expect(other.getByRole("button", { name: "Name the deputy" })).toHaveCount(0);
  await told.getByRole("button", { name: "Stop standing in for Lead" }).click();
  await other.getByRole("button", { name: "Lay it down", exact: true }).last().click();
  await expect(told).toHaveCount(0);
  expect((await other.goto(`${server.url}${team}`))?.status()).toBe(404);
  await Promise.all([leads.close(), stands.close()]);
});

test("a person takes their file along and asks to be erased; an administrator does it, once the name is right", async ({
  browser,
  server,
}) => {
  const own = await browser.newContext();
  await signInAs(own, server.url, leaving);
  const account = await own.newPage();
  await account.goto(`${server.url}/account`);
  const taking = account.waitForEvent("download");
  await account.getByRole("link", { name: "Download your file" }).click();
  expect(readFileSync(await (await taking).path(), "utf8")).toContain(leaving.email);
  await account.getByRole("button", { name: "Ask to be erased" }).click();
  await account.getByRole("button", { name: "Ask the administrators" }).click();
  await expect(account.getByText("You asked to be erased")).toBeVisible();

  const office = await browser.newContext();
  await signInAs(office, server.url, world.people.admin);
  const page = await office.newPage();
  await page.goto(`${server.url}/admin?state=asking`);
  await page.getByRole("link", { name: "Ottoline Vane" }).click();
  await page.getByRole("button", { name: "Erase Ottoline Vane …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Type the name").fill("Ottoline");
  await dialog.getByLabel("Reason").fill("At their request.");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(dialog.getByText("This is not the name of the person to erase.")).toBeVisible();
  await dialog.getByLabel("Type the name").fill("Ottoline Vane");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await page.waitForURL(`${server.url}/admin`);
  await expect(page.getByText("Ottoline Vane")).toHaveCount(0);
  await account.reload();
  await expect(account).toHaveURL(/\/sign-in/);
  await Promise.all([own.close(), office.close()]);
});
