import { describe, expect, test } from 'vitest'
import { treeOf } from './tree'
import { allowedCount, checkWording, MOST_ALLOWED, readTexts } from './wording'

const problemsOf = (path: string, text: string) => checkWording(treeOf({ [path]: text }))

describe('checkWording', () => {
  test.each([
    ['components/a.tsx', 'const a = <p>Send the mails</p>', 'mails'],
    ['components/a.tsx', 'const a = <p>\n  It is sent\n  at once\n</p>', 'at once'],
    ['components/a.tsx', 'const a = <Field label="Whom it reaches" />', 'Whom'],
    ['components/a.tsx', 'const a = <b>Cancelled</b>', 'Cancelled'],
    ['lib/a-labels.ts', "export const labels = { cancelled: 'Cancelled' }", 'Cancelled'],
    ['lib/a.ts', 'const a = `${' + 'name} may not do this`', 'may not'],
    ['lib/a.ts', '// whoever reads this', 'whoever'],
    ['lib/a.ts', 'const colourOf = 1', 'colour'],
    ['docs/a.md', 'It starts anew.', 'anew'],
    ['README.md', 'Neighbourhoods', 'Neighbour'],
  ])('finds the word in %s: %s', (path, text, word) => {
    expect(problemsOf(path, text).join()).toContain(`"${word}"`)
  })

  test.each([
    ['lib/a.ts', "if (status === 'cancelled') return"],
    ['lib/a.ts', "import { mail } from './the mail'"],
    ['lib/a.ts', '// nobody reads this at once'],
    ['lib/a.ts', "const a = 'Your mail server refused the email.'"],
    ['lib/a.ts', "const a = 'At most 5, and no more than 3 at the same time.'"],
    ['lib/a.ts', "sql`select * from mail where status = 'cancelled'`"],
    ['lib/a.test.ts', "test('nobody may not', () => {})"],
    ['db/migrations/0000_x.sql', '-- colour'],
    ['docs/copy.md', 'Not "anew".'],
  ])('accepts %s: %s', (path, text) => {
    expect(problemsOf(path, text)).toEqual([])
  })

  test('names the file, the line, the word and what to write', () => {
    expect(problemsOf('lib/a.ts', "\nconst a = 'That is gone for good.'")).toEqual([
      'lib/a.ts:2: "for good" in "That is gone for good.": write permanently',
    ])
  })

  test('has a short list of exceptions', () => {
    expect(allowedCount()).toBeLessThanOrEqual(MOST_ALLOWED)
  })
})

test('readTexts returns what people may read, and no keys', () => {
  const source = 'const a = <p title="Two words">One{\'key\'}{`${' + 'n} left`}</p>'
  expect(readTexts('a.tsx', source).map(({ words }) => words)).toEqual(['Two words', 'One', ' left'])
})
