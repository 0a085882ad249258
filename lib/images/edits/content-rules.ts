import { Refusal } from '@/lib/core/errors'

const MISUSE: [RegExp, string][] = [
  [/\b(nude|naked|porn\w*|erotic|nsfw)\b/i, 'We can’t create this kind of image.'],
  [/\b(gore|behead\w*|massacre|terroris\w*|swastika|nazi)\b/i, 'We can’t create this kind of image.'],
  [
    /\b(no (children|kids|families|immigrants|foreigners|blacks|jews|muslims)|whites? only|adults only|christians? only|perfect for (whites|christians))\b/i,
    'Fair housing law prohibits advertising that favors or excludes groups of people. Describe the home instead.',
  ],
]

/**
 * Refuses clear misuse before credits are held.
 * @throws Refusal `content.refused`
 */
export function checkContent(...texts: string[]): void {
  const text = texts.join('\n')
  const found = MISUSE.find(([words]) => words.test(text))
  if (found) throw new Refusal('content.refused', `${found[1]} Nothing was charged.`)
}
