import { describe, expect, it } from 'vitest'
import { csvLine } from './statement-csv.ts'

describe('R24: csvLine', () => {
  it('quotes separators and line breaks', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 3])).toBe('"a,b","say ""hi""","two\nlines",3\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '\r=1'])(
    'does not let %j be a formula',
    (text) => {
      expect(csvLine([text])).toMatch(/^"?'/)
    },
  )

  it('leaves amounts as numbers', () => {
    expect(csvLine([-20, 0, 'plain'])).toBe('-20,0,plain\r\n')
  })
})
