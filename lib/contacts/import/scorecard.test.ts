import { describe, expect, test } from 'vitest'
import { crmPrograms } from './testing/crm-programs'
import { emailPrograms } from './testing/email-programs'
import { quirks } from './testing/quirks'
import { importByGuess, type Shape } from './testing/scorecard'

const kinds: [string, Shape[]][] = [
  ['programs that send email', emailPrograms],
  ['CRMs and address books', crmPrograms],
  ['quirks of files', quirks],
]

describe.each(kinds)('R43: the first guess is what a person would want: %s', (_kind, shapes) => {
  test.each(shapes.map((shape) => [shape.name, shape] as const))('%s', async (_name, shape) => {
    const { contacts, optedOut = [], refused = [], notes = [] } = shape
    expect(await importByGuess(shape)).toEqual({ contacts, optedOut, refused, notes })
  })
})
