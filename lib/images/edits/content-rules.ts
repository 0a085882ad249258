import { Refusal } from '@/lib/core/errors'
import { unfairMessage } from '@/lib/core/text/fair-housing'

const MISUSE: [RegExp, string][] = [
  [/\b(nude|naked|porn\w*|erotic|nsfw)\b/i, 'We can’t create this kind of image.'],
  [/\b(gore|behead\w*|massacre|terroris\w*|swastika|nazi)\b/i, 'We can’t create this kind of image.'],
]

/**
 * Refuses clear misuse, and wording that fair housing law doesn't allow (R46), before credits are held.
 * @throws Refusal `content.refused`
 */
export function checkContent(...texts: string[]): void {
  const text = texts.join('\n')
  const found = MISUSE.find(([words]) => words.test(text))
  const problem = found?.[1] ?? unfairMessage(text)
  if (problem) throw new Refusal('content.refused', `${problem} Nothing was charged.`)
}
