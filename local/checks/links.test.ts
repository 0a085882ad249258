import { describe, expect, test } from 'vitest'
import { checkLinks } from './links'
import { treeOf } from './tree'

const FILES = {
  'lib/credits/plan.ts': 'export function draft() {}',
  'lib/credits/posting/lane.ts': '',
  'lib/credits/README.md': '# Credits\n\n## What is `new`, and why?\n',
  'lib/reports/sweep-reports.ts': '',
  'app/(workspace)/reports/[id]/page.tsx': '',
}
const problems = (text: string, page = 'docs/page.md') =>
  checkLinks(treeOf({ ...FILES, [page]: text }), ['build', 'db:reset'])

describe('checkLinks', () => {
  test.each([
    '[plan](../lib/credits/plan.ts) and [folder](../lib/credits) and [web](https://example.com/x)',
    '[heading](../lib/credits/README.md#what-is-new-and-why)',
    '# Here\n[own heading](#here)',
    '`lib/credits/plan.ts`, `lib/credits/plan.ts: draft`, `lib/credits/`, `lib/credits`',
    '`plan.ts`, `posting/lane.ts`, `credits/plan.ts: draft`',
    '`lib/*/sweep-*.ts`, `lib/*/plan.ts`',
    '`app/(workspace)/reports/[id]/page.tsx`, and (see app/(workspace)/reports/[id]/page.tsx).',
    'In lib/credits/plan.ts. And (lib/credits).',
    '`npm run build`, npm run db:reset -- --yes, `npm test`',
    '`GET /api/v1`, `report.generate`, `a/b`, `https://example.com/lib/none.ts`, `node_modules/lib/none`',
    '```sh\nnode lib/credits/plan.ts # [not a link](none.md)\n```',
  ])('accepts what is there: %s', (text) => {
    expect(problems(text)).toEqual([])
  })

  test.each([
    ['[gone](../lib/gone.ts)', 'the link ../lib/gone.ts leads nowhere'],
    ['[gone](#gone)', 'the link #gone names no heading of docs/page.md'],
    [
      '[x](../lib/credits/README.md#new)',
      'the link ../lib/credits/README.md#new names no heading of lib/credits/README.md',
    ],
    ['`lib/credits/gone.ts`', 'there is no lib/credits/gone.ts'],
    ['`lib/credits/gone.ts: draft`', 'there is no lib/credits/gone.ts'],
    ['`lib/credits/plan.ts: gone, draft`', 'there is no gone in lib/credits/plan.ts'],
    ['`plan.ts: draf`', 'there is no draf in plan.ts'],
    ['`gone.ts`', 'there is no gone.ts'],
    ['`an.ts`', 'there is no an.ts'],
    ['`lib/gone`', 'there is no lib/gone'],
    ['`lib/*/gone-*.ts`', 'there is no lib/*/gone-*.ts'],
    ['a sentence about lib/credits/gone.ts.', 'there is no lib/credits/gone.ts'],
    ['```sh\nnode lib/gone.ts\n```', 'there is no lib/gone.ts'],
    ['`npm run gone -- --fast`', 'there is no npm script gone'],
    ['```\nnpm run db:gone\n```', 'there is no npm script db:gone'],
  ])('names what is not: %s', (text, problem) => {
    expect(problems(text)).toEqual([`docs/page.md: ${problem}`])
  })

  test('resolves paths relative to the page', () => {
    expect(problems('`posting/lane.ts` and [plan](plan.ts)', 'lib/credits/MORE.md')).toEqual([])
    expect(problems('[plan](plan.ts)')).toEqual(['docs/page.md: the link plan.ts leads nowhere'])
  })
})
