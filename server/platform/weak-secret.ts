/** Words of the examples that secrets are copied from. */
const EXAMPLE =
  /change.?(?:me|this|it)|replace|example|secret|password|passwd|default|insecure|development|placeholder|your[-_ ]|bellwether|next.?auth|lorem|qwerty|letmein/i;
const ALPHABETS = [
  "abcdefghijklmnopqrstuvwxyz",
  "0123456789abcdef",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
];
/** Different characters that a secret of random letters or hex digits has. */
const FEWEST_CHARACTERS = 8;
/** Length of a run from an alphabet that nobody draws by chance. */
const RUN = 8;

/**
 * Why a secret protects nothing, in words that follow its name: it is an example's, it repeats itself, it is a row of keys. What is
 * random passes; so may what a clever person made up, which no test can tell.
 *
 * @returns null for one that may be used
 */
export function weaknessOf(secret: string): string | null {
  const plain = secret.toLowerCase();
  if (EXAMPLE.test(plain)) return "has words of an example in it";
  if (new Set(plain).size < FEWEST_CHARACTERS) return `has fewer than ${FEWEST_CHARACTERS} different characters`;
  if (isRepeated(plain)) return "repeats itself";
  const rows = ALPHABETS.flatMap((row) => [row, [...row].reverse().join("")]);
  for (let at = 0; at + RUN <= plain.length; at++)
    if (rows.some((row) => row.includes(plain.slice(at, at + RUN))))
      return "has a row of neighbouring characters in it";
  return null;
}

function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}
