import { describe, expect, it, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { emailTextParts } from '../merged-parts'
import { TemplateInput } from '../template-input'
import type { Branding } from '../views'
import { blankFields, compile } from './compile'
import { createEmailWriter } from './write-email'

setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })

const branding: Branding = {
  workspaceId: 7,
  agencyName: 'Hill & Sons',
  color: '#17594e',
  logo: null,
  replyTo: 'hello@hill.test',
  phone: '',
  website: '',
  postalAddress: '',
}
const NAME = `${'a1'.repeat(32)}.jpg`
const write = (body: string, values: Record<string, string> = {}) =>
  createEmailWriter({ subject: 's', body }, branding)(values, '#')

const listing = {
  property_photo: `picture:${NAME}`,
  property_address: '8215 Ashworth Ave N',
  property_price: '$845,000',
  property_facts: '4 bed, 2.5 bath',
  property_url: 'https://hill.test/listing',
}

describe('a picture', () => {
  it('is ours, has its description, and is named in the plain text', () => {
    const { html, text } = write(`![A "big" garden](picture:${NAME})`)
    expect(html).toMatch(
      /<img src="http:\/\/localhost:3000\/shared\/pictures\/7\.[\w-]{43}\.a1[^"]+\.jpg" alt="A &quot;big&quot; garden"/,
    )
    expect(text).toMatch(/^\[Picture: A "big" garden\]/)
  })
})

describe('a listing card', () => {
  it('shows photo, address, price, summary and link', () => {
    const { html, text } = write('[[listing]]', listing)
    for (const part of [
      '8215 Ashworth Ave N',
      '$845,000',
      '4 bed, 2.5 bath',
      'href="https://hill.test/listing"',
      '/shared/pictures/7.',
    ])
      expect(html).toContain(part)
    expect(text).toMatch(
      /^8215 Ashworth Ave N\n\$845,000\n4 bed, 2\.5 bath\nView the listing: https:\/\/hill\.test\/listing\n/,
    )
  })

  it('leaves out what the listing does not have, in both parts', () => {
    const { html, text } = write('[[listing]]', { property_address: '8215 Ashworth Ave N' })
    expect(html).not.toContain('<img')
    expect(html).not.toContain('View the listing')
    expect(text).toMatch(/^8215 Ashworth Ave N\n\n-- \n/)
    expect(html).not.toMatch(/[\uE000-\uE007]/)
    expect(text).not.toMatch(/[\uE000-\uE007]/)
  })

  it('is found between the line breaks that forms send', () => {
    const { html, text } = write('Hi\r\n\r\n[[listing]]\r\n\r\nBye', listing)
    expect(html).toContain('8215 Ashworth Ave N')
    expect(html).not.toContain('[[')
    expect(text).toMatch(/^Hi\n\n8215 Ashworth Ave N\n/)
  })

  it('needs an address, and no more', () => {
    expect(blankFields(compile('[[listing]]'), {})).toEqual(['property_address'])
    expect(blankFields(compile('[[report]]'), {})).toEqual(['area', 'figure', 'report_url'])
    // A price in a text of its own is still needed.
    expect(
      blankFields(compile('[[listing]]\n\nNow {{ property_price }}'), { property_address: 'x' }),
    ).toEqual(['property_price'])
  })

  it('shows only photos that we host, and values stay text', () => {
    for (const photo of ['https://evil.test/x.jpg', 'javascript:alert(1)', 'picture:x.jpg"onerror="x'])
      expect(write('[[listing]]', { ...listing, property_photo: photo }).html).not.toContain('<img')
    const { html } = write('[[listing]]', {
      ...listing,
      property_address: '<script>',
      property_url: 'javascript:x',
    })
    expect(html).toContain('&lt;script&gt;')
    expect(html).toContain('href="#"')
  })
})

test('a report card shows area, figure and link', () => {
  const values = {
    area: 'Green Lake',
    figure: 'a median of $612,000',
    report_url: 'https://app.test/shared/reports/x',
  }
  const { html, text } = write('[[report]]', values)
  expect(html).toContain('a median of $612,000')
  expect(html).toContain('href="https://app.test/shared/reports/x"')
  expect(text).toMatch(/^Market report: Green Lake\na median of \$612,000\nRead the report: https:/)
})

test('text and background colors are set together, so that dark mode keeps the email readable', () => {
  const { html } = write('Hi\n\n[[listing]]', listing)
  expect(html).toContain('name="supported-color-schemes"')
  for (const [cell = ''] of html.matchAll(/<td style="[^"]*"/g))
    if (/(?<!-)color:#/.test(cell)) expect(cell).toMatch(/background:#/)
})

test('emailTextParts shows merge fields as labels, in cards too', () => {
  expect(emailTextParts('Hi {{ first_name | default: "there" }}\n\n[[report]]')).toEqual([
    { text: 'Hi ' },
    { field: 'First name' },
    { text: '\n\nMarket report: ' },
    { field: 'Area' },
    { text: '\n' },
    { field: 'Key figure' },
    { text: '\nRead the report: ' },
    { field: 'Report link' },
  ])
})

describe('R46: the wording of blocks is checked', () => {
  const input = (body: string) =>
    TemplateInput.safeParse({
      ...{ id: '5f0c1c5e-6d0c-4c0e-9d4e-2f2f1d9f2b11', kind: 'email', name: 'News', subject: 'News', body },
    }).error?.issues.map(({ message }) => message) ?? []

  it.each([
    ['a button', '[Perfect for a Christian family](https://a.test)'],
    ['the description of a picture', `![No children allowed](picture:${NAME})`],
    ['words that markup separates', 'Sorry, **no** children in this building'],
  ])('in %s', (_, body) => {
    expect(input(body).join()).toMatch(/Fair housing/)
  })

  it('and a picture without a description is refused', () => {
    expect(input(`![](picture:${NAME})`).join()).toMatch(/Describe each picture/)
    expect(input(`![A garden](picture:${NAME})`)).toEqual([])
  })
})
