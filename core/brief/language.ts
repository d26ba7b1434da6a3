/** Commonest short words by language; scripts settle most of the others. */
const COMMON: Record<string, string> = {
  en: "the of and to in that is for it as with was on are by this be from have not which its their",
  tr: "ve bir bu için ile da de olarak olan gibi daha çok en kadar sonra ancak değil ise hem tarafından",
  de: "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch werden",
  fr: "le la les de des et un une du en que qui dans pour par sur est pas au avec ne se",
  es: "el la los las de que y en un una por con para del se no es al lo como más",
  it: "il la di che e un una per con del della non si sono da le gli nel alla",
  pt: "o a os as de que e em um uma por com para do da não se ao dos mais",
  nl: "de het een en van in is dat op te voor met niet zijn aan er door ook",
  pl: "i w na z do nie że się jest to o jak po za od przez dla są",
  ru: "и в не на что с по как это из за к для от его при также или может",
  uk: "і в не на що з та як це за до для від його при також або може є",
};

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["ar", /\p{Script=Arabic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
];

/** The language most of a text is in (ISO 639-1) by its script and its commonest words, or “und” if it cannot be told. */
export function guessLanguage(text: string): string {
  const letters = (text.match(/\p{L}/gu) ?? []).length;
  for (const [language, script] of SCRIPTS)
    if ((text.match(script) ?? []).length > letters * (language === "ja" ? 0.15 : 0.4)) return language;

  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = Object.entries(COMMON)
    .map(([language, common]) => ({
      language,
      hits: common.split(" ").reduce((sum, word) => sum + (counts.get(word) ?? 0), 0),
    }))
    .sort((a, b) => b.hits - a.hits);
  const [best, second] = ranked;
  if (!best || best.hits < 3 || best.hits < words.length * 0.05 || best.hits === second?.hits) return "und";
  return best.language;
}
