import type { Wording } from "#core/brief/cues";
import { words } from "#core/brief/cues";

const NEVER = /(?!)/u;

/** Smaller sets for languages that briefs are seldom written in: modals, likelihood, conditions and enumerations. */
export const OTHERS: Readonly<Record<string, Wording>> = {
  de: {
    cues: [
      {
        form: words("könnten?|dürften?|möglicherweise|voraussichtlich|wahrscheinlich|vermutlich|droht|drohen"),
        points: 2,
      },
      {
        form: words("wird|werden"),
        points: 2,
        rules: [{ after: /^[^.]*\s(?:ge\p{L}+t|ge\p{L}+en|\p{L}+iert)[.,]?$/iu, points: 1 }],
      },
      { form: words("kann|können|vielleicht|würden?"), points: 1 },
      { form: words("plant|planen|beabsichtigt|will|wollen|haben vereinbart|hat zugesagt"), points: 2 },
      { form: words("falls|sollten?|wenn"), points: 1 },
    ],
    enumeration: [
      [/^erstens/iu, 1],
      [/^zweitens/iu, 2],
      [/^drittens/iu, 3],
      [/^viertens/iu, 4],
      [/^schließlich/iu, null],
    ],
    scenario: words("szenari\\p{L}+|möglichkeit(?:en)?|folgen|entwicklung(?:en)?|optionen"),
    restates: /^(?:mit anderen worten|das heißt)/iu,
    connective: /^(?:erstens|zweitens|drittens|viertens|schließlich|jedoch|allerdings|zudem|außerdem|daher),?\s+/iu,
  },
  fr: {
    cues: [
      {
        form: words(
          "pourrait|pourraient|devrait|devraient|risque(?:nt)? de|probablement|sans doute|vraisemblablement|il est (?:possible|probable) que",
        ),
        points: 2,
      },
      { form: words("peut|peuvent|éventuellement|serait|seraient"), points: 1 },
      { form: words("pourra|pourront|sera|seront|va|vont"), points: 2 },
      {
        form: words(
          "prévoit de|prévoient de|compte(?:nt)? \\p{L}+er|a accepté de|ont accepté de|s[’']engage(?:nt)? à|menace(?:nt)? de",
        ),
        points: 2,
      },
      { form: words("si|à moins que|en cas de"), points: 1 },
    ],
    enumeration: [
      [/^(?:premièrement|d[’']abord|en premier lieu|tout d[’']abord)/iu, 1],
      [/^(?:deuxièmement|ensuite|en deuxième lieu)/iu, 2],
      [/^(?:troisièmement|en troisième lieu)/iu, 3],
      [/^enfin/iu, null],
    ],
    scenario: words("scénarios?|possibilités?|hypothèses?|issues?|conséquences?"),
    restates: /^(?:autrement dit|en d[’']autres termes|c[’']est-à-dire)/iu,
    connective:
      /^(?:premièrement|deuxièmement|troisièmement|d[’']abord|ensuite|enfin|cependant|toutefois|par ailleurs|en outre|ainsi),?\s+/iu,
  },
  es: {
    cues: [
      {
        form: words(
          "podrían?|probablemente|posiblemente|es (?:posible|probable) que|se espera que|corre el riesgo de|previsiblemente",
        ),
        points: 2,
      },
      { form: words("puede|pueden|quizás?|tal vez|sería|serían"), points: 1 },
      { form: words("podrá|podrán|será|serán|va a|van a"), points: 2 },
      {
        form: words(
          "planean?|prevén?|tiene la intención de|ha aceptado|han acordado|acordaron|amenazan? con|se prepara\\p{L}* para",
        ),
        points: 2,
      },
      { form: words("si|a menos que|en caso de"), points: 1 },
    ],
    enumeration: [
      [/^(?:primero|en primer lugar)/iu, 1],
      [/^(?:segundo|en segundo lugar)/iu, 2],
      [/^(?:tercero|en tercer lugar)/iu, 3],
      [/^(?:por último|finalmente)/iu, null],
    ],
    scenario: words("escenarios?|posibilidad(?:es)?|opciones|desenlaces?|consecuencias?"),
    restates: /^(?:en otras palabras|es decir|dicho de otro modo)/iu,
    connective:
      /^(?:primero|segundo|tercero|en (?:primer|segundo|tercer) lugar|por último|finalmente|sin embargo|además|por lo tanto|así),?\s+/iu,
  },
  it: {
    cues: [
      { form: words("potrebbe|potrebbero|probabilmente|è (?:possibile|probabile) che|rischia(?:no)? di"), points: 2 },
      { form: words("può|possono|forse|sarebbe"), points: 1 },
      { form: words("potrà|potranno|sarà|saranno"), points: 2 },
      { form: words("prevede di|intende|intendono|ha accettato di|minaccia di"), points: 2 },
      { form: words("se|a meno che|in caso di"), points: 1 },
    ],
    enumeration: [
      [/^(?:primo|in primo luogo|innanzitutto)/iu, 1],
      [/^(?:secondo|in secondo luogo)/iu, 2],
      [/^(?:terzo|in terzo luogo)/iu, 3],
      [/^infine/iu, null],
    ],
    scenario: words("scenari(?:o)?|possibilità|ipotesi|esiti|conseguenze"),
    restates: NEVER,
    connective: /^(?:primo|secondo|terzo|in (?:primo|secondo|terzo) luogo|infine|tuttavia|inoltre|quindi),?\s+/iu,
  },
};
