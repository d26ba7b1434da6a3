/** The demonstration's brief: written for it, on the question of a published article, which it cites as its first source. */
export const BRIEF = {
  id: "axis",
  title: "Moscow, Pyongyang, Beijing: an alliance, or three neighbours with one quarrel?",
  language: "en",
  author: "Asia-Pacific desk",
  publisher: "Bellwether demonstration",
  publishedOn: "2023-09-25",
  text: `When the leaders of Russia and North Korea met in the Russian Far East in September 2023, the handshake raised an old question in a new form: is a bloc forming on China's doorstep, and is China part of it? A recent commentary lays out the ways in which this could come about.[1] This brief restates the question so that each answer can be checked later.

## Why the two need each other

Russia uses up shells, rockets and vehicles faster than its factories replace them. North Korea has large stocks of compatible ammunition and few buyers. What it lacks is fuel, food, cash and the know-how for satellites, submarines and modern aircraft. Each side holds what the other wants, and each is under sanctions that make other partners scarce.

## Three accounts of China's part

How did Moscow come to knock on this door? A first account sees Beijing behind it: goods for the war would travel through North Korea so that no Chinese firm appears on the papers. In a second, Beijing said no for itself and pointed Moscow towards Pyongyang instead. In a third, nobody in Beijing was asked: Russia went to its smaller neighbour because the larger one would not take the risk. The three do not exclude one another, since different ministries may have lived through different ones.

Whichever account is right, it leads to the same open end: the three capitals may find themselves with a common military arrangement in the Asia-Pacific, written down or not. How likely that is depends on which account one believes.

## What could be traded

Artillery is the visible part. The larger worry in Seoul and Tokyo is what may travel the other way: Russian help with rockets, reactors or warheads that North Korean engineers learn to build themselves. Such a transfer would be hard to see and harder to undo.

There is also a slower possibility. Factories on both sides of the Tumen could begin to make weapons together, or to compete for the same customers, once deliveries turn into joint production.

## What to watch

Visits come before treaties. A Russian president has been to Pyongyang only once, in 2000; a second journey by Vladimir Putin to North Korea would show how far both sides mean to go. The sanctions machinery of the United Nations is the next place to look, because Russia can stop its renewal alone.[2]

Beijing's own interest points another way. Trade with Europe and America matters more to it than gratitude in Moscow, so China may simply keep its distance from whatever its two neighbours agree. That outcome and a common arrangement of all three cannot both come true.

Others will not stand still. The United States, Japan and South Korea have every reason to answer together, with joint exercises across air, sea and cyber space as the most likely first step.

Notes

[1] Cenk Tamer, “Is a Russia-North Korea-China alliance possible?”, ANKASAM, https://www.ankasam.org/is-a-russia-north-korea-china-alliance-possible/?lang=en, accessed 2023-09-20.

[2] “Security Council Committee established pursuant to resolution 1718 (2006)”, United Nations, https://main.un.org/securitycouncil/en/sanctions/1718, accessed 2023-09-20.`,
};

/** The developments that the brief speaks of, in its order of naming them, each at its words. */
export const SCENARIOS = [
  {
    id: "bridge",
    statement: "China supplies Russia's war by way of North Korea and so stays clear of Western sanctions",
    quote: "goods for the war would travel through North Korea so that no Chinese firm appears on the papers",
  },
  {
    id: "referral",
    statement: "China declined to help and proposed North Korea to Russia in its place",
    quote: "Beijing said no for itself and pointed Moscow towards Pyongyang instead",
  },
  {
    id: "fallback",
    statement: "Russia turned to North Korea because China would not give what it asked for",
    quote: "Russia went to its smaller neighbour because the larger one would not take the risk",
  },
  {
    id: "alliance",
    statement: "Russia, North Korea and China form a military alliance in the Asia-Pacific",
    quote: "the three capitals may find themselves with a common military arrangement in the Asia-Pacific",
  },
  {
    id: "technology",
    statement: "Russia passes nuclear, space or military technology to North Korea, which learns to build it",
    quote: "Russian help with rockets, reactors or warheads that North Korean engineers learn to build themselves",
  },
  {
    id: "visit",
    statement: "Vladimir Putin travels to North Korea",
    quote: "a second journey by Vladimir Putin to North Korea",
  },
  {
    id: "distance",
    statement: "China keeps out of the partnership between Russia and North Korea",
    quote: "China may simply keep its distance from whatever its two neighbours agree",
  },
  {
    id: "answer",
    statement: "The United States and its allies mobilise in answer",
    quote: "The United States, Japan and South Korea have every reason to answer together",
  },
  {
    id: "industry",
    statement: "The defence industries of these countries begin to cooperate, or to compete",
    quote:
      "Factories on both sides of the Tumen could begin to make weapons together, or to compete for the same customers",
  },
] as const;

export const RELATIONS = [
  { kind: "exclusive", scenarios: ["alliance", "distance"] },
  { kind: "conditional", from: "bridge", to: "alliance" },
] as const;

/** A second team's brief, which nobody of the first may ever see. */
export const ENERGY_BRIEF = {
  id: "gas",
  title: "After transit: who heats Central Europe?",
  language: "en",
  author: "Energy desk",
  publisher: "Bellwether demonstration",
  text: `Pipelines that carried gas westward for decades stand half empty. Storage was full at the start of the last two winters, and the weather was kind. Neither can be counted on.

A cold January could push the price at the Dutch hub back above fifty euros within weeks. New export terminals in Texas and Qatar may open the market instead, and with it end the premium that Europe has paid.`,
};

export const ENERGY_SCENARIOS = [
  {
    id: "price",
    statement: "Gas in Europe costs more than 50 € again in the coming winter",
    quote: "A cold January could push the price at the Dutch hub back above fifty euros within weeks",
  },
] as const;
