import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AgentCard, telHref } from './agent-card'

const agent = {
  name: 'Pat Agent',
  phone: '(206) 555-0100',
  email: 'p+a@x.test',
  license: 'WA 12345',
  photo: null,
}
const draw = (changes: object = {}) =>
  renderToStaticMarkup(
    <AgentCard agent={{ ...agent, ...changes }} agencyName="Harbour & Hill" about="Report & more" />,
  )

test('the card has the license, the agency and a link to write and to call', () => {
  const html = draw()
  expect(html).toContain('Harbour &amp; Hill · License WA 12345')
  expect(html).toContain('href="tel:2065550100"')
  expect(html).toContain('href="mailto:p%2Ba@x.test?subject=Report%20%26%20more"')
})

test('without an address the call is the contact, and without both there is no button', () => {
  expect(draw({ email: '' })).not.toContain('mailto:')
  expect(draw({ email: '', phone: '' })).not.toContain('<a ')
  expect(draw({ license: 'DRE #0123' })).toContain('· DRE #0123')
})

test('telHref keeps a country code and an extension', () => {
  expect(telHref('+49 30 123-456')).toBe('tel:+4930123456')
  expect(telHref('206.555.0100 ext. 12')).toBe('tel:2065550100;ext=12')
})
