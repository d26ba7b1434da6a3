import { type Cue, type Wording, words } from "#core/brief/cues";

const ADVERBS =
  "(?:\\s(?:not|never|also|now|then|still|even|only|well|soon|yet|thus|therefore|in turn|once again|\\p{L}+ly))*";
const after = (pattern: string) => new RegExp(`^(?:n[’']t)?${ADVERBS}\\s(?:${pattern})(?!\\p{L})`, "iu");

/** “We can say that …” speaks of the text, not of the world. */
const DISCOURSE = {
  before: /(?:^|[\s,])(?:we|one|i|you|it|this|that|which)\s$/iu,
  after: after(
    "talk|speak|say|see|recall|remember|ask|wonder|argue|conclude|note|notice|assume|observe|add|mention|imagine|distinguish|identify|summari[sz]e|be (?:said|seen|argued|concluded|noted|observed|described|explained|understood|considered|regarded|called|summari[sz]ed|inferred|added|mentioned|viewed|read|traced|attributed|divided)",
  ),
  points: 0,
};
/** What somebody may want or think is no event that anybody could see happen. */
const ATTITUDE = {
  after: after(
    "want|wish|like|regret|view|see|feel|think|believe|consider|regard|fear|hope|prefer|perceive|know|understand|appear|seem|look|focus|pay attention|watch|care|be (?:enthusiastic|reluctant|willing|unwilling|eager|interested|concerned|worried|afraid|hopeful|happy|unhappy|wary|uneasy|aware|tempted|due to|because|explained)|(?:change|alter|shift|affect|influence|shape)\\s(?:\\p{L}+[’']?s?\\s){0,3}(?:perspective|views?|minds?|attitudes?|perceptions?|thinking|opinions?|calculus)",
  ),
  points: 0,
};
const LIKELIHOOD_THAT =
  /(?:possible|likely|unlikely|probable|plausible|conceivable|chances?|risk|possibility|probability|danger|prospect|likelihood|means|expects?|predicts?|forecasts?|warn(?:s|ed)?|estimate[sd]?|assess(?:es)?|suggest(?:s|ed)?) that\s[^,;:]*$/iu;
/** “The ways in which this could come about” and “how it may end” announce; what they announce is elsewhere. */
const ANNOUNCED = { before: /(?<!\p{L})(?:ways?\sin which\s|how\s|whether\s)(?:[^,;:.]{0,60})?$/iu, points: 0 };
/** Inside “the weapons that Russia can …” or “fearing it could …” a modal belongs to a side remark. */
const SIDE = {
  before:
    /(?<!\p{L})(?:that|which|who|whom|where|what|how|whether|fearing|hoping|believing|so as to)\s(?:[^,;:.]{0,60})?$/iu,
  points: 1,
};
const MONTH = [
  {
    before:
      /(?<!\p{L})(?:in|of|since|until|till|by|on|from|early|late|mid|last|this|next|and|to|between|after|before|\d|-)\s?$/u,
    points: 0,
  },
  { after: /^\s\d|^,\s\d/, points: 0 },
];
const NOUN = {
  before:
    /(?<!\p{L})(?:political|free|good|ill|the|a|its|their|his|her|our|of|no|strong|popular|national|collective|military|economic|naval|full|financial|industrial)\s$/iu,
  points: 0,
};
/** “We will not pay twice” is a promise in somebody's mouth; the development is what others make of it. */
const SPOKEN = { before: /(?:^|[\s“"«])(?:we|i)\s$/iu, points: 0 };
const POSSIBLE = [
  DISCOURSE,
  ATTITUDE,
  ANNOUNCED,
  { before: LIKELIHOOD_THAT, points: 2 },
  SIDE,
  { after: after("have|try|attempt|seek|remain|stay (?:the|a)|continue to (?:be|have)"), points: 1 },
];

const cue = (pattern: string, points: number, rules?: Cue["rules"]): Cue => ({ form: words(pattern), points, rules });

export const ENGLISH: Wording = {
  cues: [
    { form: words("May", "gu"), points: 1, rules: [{ before: /\S\s$/u, points: 0 }, ...MONTH] },
    { form: words("may", "gu"), points: 2, rules: POSSIBLE },
    cue("might", 2, [NOUN, ...POSSIBLE]),
    cue("could", 2, [DISCOURSE, { after: /^(?:n[’']t| not)(?!\p{L})/iu, points: 1 }, ...POSSIBLE]),
    cue("will|won[’']t|shall", 2, [
      NOUN,
      DISCOURSE,
      SPOKEN,
      ATTITUDE,
      ANNOUNCED,
      { before: LIKELIHOOD_THAT, points: 2 },
      SIDE,
    ]),
    { form: /(?<=\p{L})[’']ll(?!\p{L})/giu, points: 2, rules: [DISCOURSE, ATTITUDE] },
    cue("can", 1, [
      { before: /(?<!\p{L})(?:a|the|as (?:soon|far|much|long|well) as \p{L}+)\s$/iu, points: 0 },
      DISCOURSE,
      ATTITUDE,
      { ...SIDE, points: 0 },
    ]),
    cue("would", 1, [
      { before: SIDE.before, points: 0 },
      DISCOURSE,
      ATTITUDE,
      { after: after("likely|probably|almost certainly"), points: 2 },
    ]),
    cue(
      "(?:is|are|seems?|looks?|appears?|remains?|not|very|more|most|highly|less)\\s(?:un)?likely(?:\\sto|\\sthat)?|(?:un)?likely to|probably|in all likelihood|almost certainly",
      2,
    ),
    cue(
      "(?:is|are|now) expected to|expects? to|poised to|(?:is|are|looks?|appears?) set to|bound to|on (?:track|course) to|about to|on the (?:verge|brink) of",
      2,
    ),
    cue(
      "(?:risk|danger|possibility|prospect|likelihood|probability|threat|odds|chances?) (?:that|of)|(?:is|are|be|remains?) (?:quite |entirely |also |still )?(?:possible|conceivable|plausible)",
      2,
      [
        {
          before:
            /(?<!\p{L})(?:no|without|at|fear(?:s|ed)?|avoid\p{L}*|reduc\p{L}+|despite|against)\s(?:the\s|any\s)?$/iu,
          points: 1,
        },
      ],
    ),
    cue("perhaps|potentially|possibly|conceivably", 1),
    cue(
      "agree(?:s|ment)? to|(?:has|have|had) agreed to|agreed to|plans? to|(?:is|are) planning to|intends? to|intention to|pledge(?:s|d)? to|vow(?:s|ed)? to|promise(?:s|d)? to|threaten(?:s|ed|ing)? to|(?:is|are) preparing (?:to|for)|prepares? (?:to|for)|scheduled (?:to|for)|(?:invited|invitation) to|commit(?:s|ted|ment) to|announced (?:plans|that)|plans? for|decision to|accepted (?:an|the|his|her|its) invitation",
      2,
      [{ before: /(?<!\p{L})(?:no|without|never|refus\p{L}+|reject\p{L}+)\s(?:an?\s|the\s|any\s)?$/iu, points: 1 }],
    ),
    {
      form: /(?:^|[,;:]\s|\sbut\s|\sand\s)(?:if|unless|provided that|in the event (?:of|that)|in case)(?!\p{L})/giu,
      points: 1,
    },
    { form: /(?:^|[:;]\s)should\s(?:the\s|a\s)?[\p{L}’'-]+(?:\s[\p{L}’'-]+){0,3}\s[\p{Ll}]+/giu, points: 1 },
  ],
  enumeration: [
    [/^first(?:ly)?(?!\sof\sall)(?:,|\s(?=scenario|possib|option|outcome))/iu, 1],
    [/^(?:the|one|a) first\s(?:scenario|possibility|option|outcome|path|case|development)/iu, 1],
    [/^second(?:ly)?,|^(?:the|a) second\s/iu, 2],
    [/^third(?:ly)?,|^(?:the|a) third\s/iu, 3],
    [/^fourth(?:ly)?,|^(?:the|a) fourth\s/iu, 4],
    [/^fifth(?:ly)?,|^(?:the|a) fifth\s/iu, 5],
    [
      /^(?:finally|lastly|alternatively|on the one hand|or)(?:,|\s(?=\p{Lu}))|^(?:another|one|a further|the (?:most|least) likely|the (?:best|worst|other|last))\s(?:scenario|possibility|option|outcome|case|path|development)/iu,
      null,
    ],
  ],
  scenario: words(
    "scenarios?|possibilit(?:y|ies)|outcomes?|options?|developments?|paths?|futures?|trajector(?:y|ies)|consequences?|eventualit(?:y|ies)|things (?:could|may|might|can) happen|ways",
  ),
  restates:
    /^(?:in other words|that is(?: to say)?|put (?:differently|another way|simply)|to put it|i\.e\.|namely)(?!\p{L})/iu,
  connective:
    /^(?:(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|finally|lastly|alternatively|however|moreover|furthermore|in addition|besides|nevertheless|nonetheless|still|therefore|thus|hence|consequently|accordingly|as a result|in this (?:context|case|framework|respect|regard)|in that case|on the (?:one|other) hand|at all events|in any case|in any event|at the same time|likewise|similarly|meanwhile|indeed|in fact|in short|even so|in conclusion|by contrast|for (?:example|instance)),\s+|(?:but|and|or|so|yet)\s+)+/iu,
};
