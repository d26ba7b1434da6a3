import type { Wording } from "#core/brief/cues";
import { words } from "#core/brief/cues";

/** A Turkish finite verb ends its clause: punctuation, a note marker, a conjunction or the end follows it. */
const CLAUSE_END = "(?=\\s?(?:[.,;:!?…”\"'’)\\[(⁰¹²³⁴-⁹]|$)|\\s(?:ve|veya|ya|ancak|fakat|ama)\\s)";
const verb = (pattern: string) => new RegExp(`(?<!\\p{L})(?:${pattern})${CLAUSE_END}`, "giu");

const SAYING =
  "söylen|den|denil|görül|belirtil|değerlendiril|yorumlan|düşünül|özetlen|anlaşıl|nitelendiril|tanımlan|ifade edil|iddia edil|kabul edil|sayıl";
const WISHING = "iste|gör|düşün|değerlendir|algıla|bak|endişelen";

export const TURKISH: Wording = {
  cues: [
    {
      form: verb(
        "\\p{L}+(?:[ae]bil(?:ir(?:ler)?|mektedir(?:ler)?|iyor(?:lar)?|ece[kğ]\\p{L}*)|m[ae]yabilir(?:ler)?|m[ae]yebilir(?:ler)?)",
      ),
      points: 2,
      rules: [{ before: /(?:m[ıiuü]ş|ifade|iddia|kabul)\s$/iu, points: 1 }],
    },
    { form: verb(`(?:${SAYING})[ae]bil\\p{L}+`), points: -4 },
    { form: verb(`(?:${WISHING})(?:[ae]|m[ae]y[ae])bil\\p{L}+`), points: -4 },
    {
      form: verb(
        "\\p{L}+(?:[ıiuüae]r|y|m[ae]y|\\p{L})[ae]ca[kğ](?:t[ıi]r|lar|lard[ıi]r)?|\\p{L}+ece[kğ](?:t[ıi]r|ler|lerdir)?",
      ),
      points: 2,
    },
    {
      form: words(
        "muhtemel(?:dir|en)?|olası(?:dır)?|büyük olasılıkla|yüksek ihtimalle|ihtimali\\s(?:var|bulun|yüksek|güçlü)\\p{L}*|beklen(?:iyor|mektedir|memektedir|miyor)|öngörül(?:üyor|mektedir)|tahmin edil(?:iyor|mektedir)",
      ),
      points: 2,
    },
    {
      form: words("belki|mümkün(?:dür)?"),
      points: 1,
      rules: [{ before: /(?:etmek|söylemek|görmek|demek)\s$/iu, points: 0 }],
    },
    {
      form: words(
        "planl(?:ıyor|amaktadır|anmaktadır|anıyor)|hazırlan(?:ıyor|maktadır)|niyet(?:inde|lidir)|taahhüt et\\p{L}*|kararlaştır\\p{L}*|söz ver\\p{L}*|anlaşmaya var\\p{L}*|davetini? kabul\\p{L}*",
      ),
      points: 2,
    },
    { form: words("eğer|şayet|takdirde|durumunda|h[aâ]linde|\\p{L}+ması h[aâ]linde"), points: 1 },
  ],
  enumeration: [
    [/^(?:birincisi|[iİ]lk olarak|[iİ]lki|birinci (?:senaryo|ihtimal|olasılık)\p{L}*)/iu, 1],
    [/^(?:[iİ]kincisi|[iİ]kinci olarak|ikinci (?:senaryo|ihtimal|olasılık)\p{L}*)/iu, 2],
    [/^(?:üçüncüsü|üçüncü olarak|üçüncü (?:senaryo|ihtimal|olasılık)\p{L}*)/iu, 3],
    [/^(?:dördüncüsü|dördüncü olarak)/iu, 4],
    [
      /^(?:son olarak|bir diğer (?:senaryo|ihtimal|olasılık)\p{L}*|diğer bir (?:senaryo|ihtimal|olasılık)\p{L}*|alternatif olarak)/iu,
      null,
    ],
  ],
  scenario: /(?<!\p{L})(?:senaryo|ihtimal|olasılı[kğ]|seçene[kğ]|sonuç|sonuc)\p{L}*/giu,
  restates: /^(?:diğer bir deyişle|başka bir deyişle|bir başka ifadeyle|başka bir ifadeyle|yani)(?!\p{L})/iu,
  connective:
    /^(?:(?:birincisi|[iİ]kincisi|üçüncüsü|dördüncüsü|[iİ]lk olarak|[iİ]kinci olarak|üçüncü olarak|son olarak|ancak|bununla birlikte|öte yandan|diğer taraftan|ayrıca|dolayısıyla|bu (?:bağlamda|nedenle|çerçevede|durumda)|sonuç olarak|nitekim|özetle),?\s+)+/iu,
};
