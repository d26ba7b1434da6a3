import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures/server";
import { signIn } from "./fixtures/sign-in";

const HEAD = "question,type,title,opensAt,closesAt,knownAt,outcome,person,madeAt,kind,probability";
const ASKED = 'past,binary,"Did it come, after all?",2020-01-01,2020-02-01,2020-01-20,yes';
const forecast = (person: string, probability: string) =>
  `${ASKED},${person},2020-01-02T09:00:00Z,forecast,${probability}`;

const csv = (...rows: string[]) => ({
  name: "past.csv",
  mimeType: "text/csv",
  buffer: Buffer.from([HEAD, ...rows].join("\r\n")),
});

test("a CSV with faults is corrected, imported and taken back, and everything goes out again", async ({
  page,
  server,
}) => {
  await signIn(page.context(), server.url, "lead@demo.example");
  await page.goto("/exchange");
  const choose = page.getByLabel("Choose a file");
  await choose.setInputFiles(csv(forecast("Anna", "0"), forecast("<b>Boris</b>", "most likely")));

  await expect(page.getByText("1 fault: this file cannot be imported")).toBeVisible();
  await expect(page.getByRole("row", { name: "row 3, probability" })).toContainText("must be a number such as");
  await expect(page.getByRole("row", { name: "row 2, probability" })).toContainText("must lie in [0.001, 0.999]");
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  const [list] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "All of it as a CSV" }).click(),
  ]);
  expect(await readFile(await list.path(), "utf8")).toContain("row 3");
  await page.getByRole("button", { name: "Discard the file" }).click();
  await expect(page.getByText("nothing of it was written")).toBeVisible();

  await page.goto("/exchange");
  await choose.setInputFiles(csv(forecast("Anna", "0"), forecast("<b>Boris</b>", "0.6")));
  await expect(page.getByText("2 new people · 1 question · 2 forecasts · 1 answer")).toBeVisible();
  await expect(page.getByRole("cell", { name: "<b>Boris</b>" })).toBeVisible();
  await page.getByLabel("Record the nearest").check();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("Imported: 2 new people, 1 question")).toBeVisible();
  await expect(page.getByText("1 probability was kept at the nearest bound")).toBeVisible();

  await page.goto("/exchange");
  const [world] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "World file" }).click(),
  ]);
  expect(world.suggestedFilename()).toMatch(/-world\.json$/);
  const { questions, scores } = JSON.parse(await readFile(await world.path(), "utf8"));
  expect(questions).toContainEqual(expect.objectContaining({ id: "past" }));
  expect(scores).toContainEqual(expect.objectContaining({ question: "past", person: "Anna", rule: "peer" }));

  await page
    .getByRole("row", { name: /past\.csv.*Imported/ })
    .getByRole("link")
    .click();
  await page.getByRole("button", { name: "Take this import back…" }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("The ledger keeps its entries as withdrawn")).toBeVisible();
});

test("its doors refuse who may not, and another site", async ({ page, server, request }) => {
  await signIn(page.context(), server.url, "lead@demo.example");
  const team = await (await page.context().request.get(`${server.url}/exchange`)).text();
  const teamId = /\/exchange\/export\?team=([0-9a-f-]{36})/.exec(team)?.[1] ?? "";
  expect(teamId).not.toBe("");
  const upload = `${server.url}/api/exchange/upload?team=${teamId}&name=x.csv`;
  const post = (context: typeof request, origin: string) =>
    context.post(upload, { data: "x", headers: { origin, "content-type": "application/octet-stream" } });
  const own = new URL(server.url).origin;
  expect((await post(request, own)).status()).toBe(401);
  expect((await post(page.context().request, "https://elsewhere.example")).status()).toBe(403);

  const answers = async (email: string) => {
    await page.context().clearCookies();
    await signIn(page.context(), server.url, email);
    const asked = page.context().request;
    const file = `${server.url}/exchange/export?team=${teamId}&file=forecasts`;
    return [(await post(asked, own)).status(), (await asked.get(file)).status()];
  };
  expect(await answers("analyst1@demo.example")).toEqual([403, 200]);
  expect(await answers("outsider@demo.example")).toEqual([404, 404]);
});
