import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { AlertLevelsCard } from './alert-levels-card'
import { DigestView } from './digest-view'

const act = async () => null
const level = { label: '25% of the cycle’s credits', inApp: true, byMail: true, below: false }

describe('the alert levels of a person', () => {
  it('R49: show their channels, which of them the balance is below, and a button to remove each', () => {
    const levels = [
      { ...level, id: 'a' },
      { ...level, id: 'b', label: '200 credits', inApp: false, below: true },
    ]
    const html = renderToStaticMarkup(
      <AlertLevelsCard levels={levels} mostLevels={5} add={act} remove={act} />,
    )
    expect(html).toContain('Below 25% of the cycle’s credits')
    expect(html).toContain('In app and email')
    expect(html.match(/Balance is below/g)).toHaveLength(1)
    expect(html).toContain('aria-label="Remove alert level: 200 credits"')
    expect(html).not.toContain('the most there can be')
  })

  it('R49: say when there is no room for another', () => {
    const levels = ['a', 'b'].map((id) => ({ ...level, id }))
    const html = renderToStaticMarkup(
      <AlertLevelsCard levels={levels} mostLevels={2} add={act} remove={act} />,
    )
    expect(html).toContain('You have 2 alert levels, the most there can be.')
  })
})

describe('the page of a digest', () => {
  it('R49: shows every line and note of its sections', () => {
    const html = renderToStaticMarkup(
      <DigestView
        title="Your usage"
        paragraphs={['120 credits used.']}
        sections={[
          { title: 'By member', lines: [{ label: 'Ann', value: '120 credits' }] },
          { title: 'Cheapest plan', lines: [], notes: ['Your plan is the cheapest.'] },
        ]}
      />,
    )
    for (const text of ['120 credits used.', 'By member', 'Ann', '120 credits', 'Your plan is the cheapest.'])
      expect(html).toContain(text)
  })
})
