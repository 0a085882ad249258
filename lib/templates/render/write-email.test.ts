import { describe, expect, test } from 'vitest'
import { isRefusal } from '@/lib/core/errors'
import { library } from '../library'
import { exampleValues, valuesFor } from '../merge-fields'
import { mergedParts } from '../merged-parts'
import type { Branding } from '../views'
import { blankFields, compile } from './compile'
import { createEmailWriter, renderPost, textColorOn } from './write-email'

const branding: Branding = {
  workspaceId: 7,
  agencyName: 'Hill & Sons <Ltd>',
  color: '#17594e',
  logo: null,
  replyTo: 'hello@hill.test',
  phone: '555 0100',
  website: 'https://hill.test',
  postalAddress: '1 Hill Road',
}

const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return isRefusal(error) ? error.publicMessage : String(error)
  }
}

test('createEmailWriter uses the default of a merge field without a value', () => {
  const write = createEmailWriter(
    { subject: 'Hi {{ first_name | default: "there" }}', body: 'For {{full_name|upcase}}' },
    branding,
  )
  expect(write({ first_name: '' }, '#').subject).toBe('Hi there')
  const ann = write({ first_name: 'Ann', full_name: 'Ann Lee' }, 'https://a.test/u?a=1&b=2')
  expect(ann.subject).toBe('Hi Ann')
  expect(ann.text).toContain('For ANN LEE')
  expect(ann.html).toContain('href="https://a.test/u?a=1&amp;b=2"')
  expect(ann.text).toContain('Unsubscribe: https://a.test/u?a=1&b=2')
})

describe('createEmailWriter treats values as text', () => {
  test.each([
    ['markup', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['our own markup', '[Win](https://evil.test) **now**', '[Win](https://evil.test) **now**'],
    ['a merge field', '{{ email }}', '{{ email }}'],
    ['an attribute', '" onload="x', '&quot; onload=&quot;x'],
  ])('%s', (_what, name, shown) => {
    const { html } = createEmailWriter({ subject: 's', body: 'Hi {{ first_name }}!' }, branding)(
      { first_name: name },
      '#',
    )
    expect(html).toContain(`<p style="margin:0 0 16px;font-size:16px;line-height:1.6">Hi ${shown}!</p>`)
  })

  test('invalid URLs become #, and a subject is a single line', () => {
    const write = createEmailWriter(
      { subject: 'To {{ first_name }}', body: '[See it]({{ property_url }})' },
      branding,
    )
    const email = write({ first_name: 'Ann\r\nBcc: all@evil.test', property_url: 'javascript:alert(1)' }, '#')
    expect(email.html).toContain('<a href="#"')
    expect(email.html).not.toContain('javascript')
    expect(email.subject).toBe('To Ann Bcc: all@evil.test')
  })
})

test('createEmailWriter renders headings, lists, buttons and links, and leaves other URLs as text', () => {
  const body =
    '# Big\n\n## Small\n\n- one\n- two\n\n[Go](https://a.test)\n\nA [link](https://b.test) and **bold**\n\n[x](javascript:y)'
  const { html, text } = createEmailWriter({ subject: 's', body }, branding)({}, '#')
  for (const piece of [
    '>Big</h1>',
    '>Small</h2>',
    '<li style="margin:0 0 6px">one</li>',
    '<a href="https://b.test">link</a>',
    '<strong>bold</strong>',
    '[x](javascript:y)',
  ]) {
    expect(html).toContain(piece)
  }
  expect(text).toContain('Go: https://a.test')
  expect(html).toContain('Hill &amp; Sons &lt;Ltd&gt;')
})

describe('compile rejects anything but a merge field', () => {
  test.each([
    ['{% for a in (1..1000000) %}x{% endfor %}', /isn’t a valid merge field/],
    ['{{ first_name | replace: "a", "b" }}', /isn’t a valid merge field/],
    ['{{ first_name', /isn’t a valid merge field/],
    ['{{ constructor }}', /no merge field named “constructor”/],
    ['{{ first_name.length }}', /isn’t a valid merge field/],
    ['{{ "x" | default: "y" }}', /isn’t a valid merge field/],
  ])('%s', (source, message) => expect(refusal(() => compile(source))).toMatch(message))
})

test('R9: every library template renders, and both kinds exist', () => {
  for (const { kind, subject, body } of library) {
    if (kind === 'email') {
      const email = createEmailWriter({ subject, body }, branding)(exampleValues, '#')
      expect(email.html).not.toMatch(/[\uE000-\uE003]/)
      expect(email.subject.length).toBeGreaterThan(5)
    } else expect(renderPost(body, exampleValues, branding)).not.toMatch(/\{\{|[\uE000-\uE003]/)
  }
  expect(new Set(library.map(({ key }) => key)).size).toBe(library.length)
  expect(new Set(library.map(({ kind }) => kind)).size).toBe(2)
})

test('textColorOn picks the readable text color', () => {
  expect(['#17594e', '#000000', '#ffffff', '#f5d76e'].map(textColorOn)).toEqual([
    '#ffffff',
    '#ffffff',
    '#1b2623',
    '#1b2623',
  ])
})

describe('a merge field that would be blank', () => {
  const content = {
    subject: 'In {{ area }}, {{ first_name | default: "you" }}',
    body: 'This month: {{ figure }}. [See it]({{ property_url }})',
  }

  test('is listed by blankFields unless it has a value or a default', () => {
    expect(blankFields(compile(content.subject), {})).toEqual(['area'])
    expect(blankFields(compile(content.body), { figure: ' \t', property_url: 'https://a.test' })).toEqual([
      'figure',
    ])
    expect(blankFields(compile('{{ area | default: "" }} {{ area | default: "here" }}'), {})).toEqual([
      'area',
    ])
  })

  test('is marked on our pages and never in an email', () => {
    const shown = createEmailWriter(content, branding, 'page')({ figure: '<b>' }, '#')
    expect(shown.subject).toBe('In [Area missing], you')
    expect(shown.html).toContain('This month: &lt;b&gt;.')
    const blank = createEmailWriter(content, branding, 'page')({}, '#')
    expect(blank.html).toMatch(/This month: <mark style="[^"]+">\[Key figure missing\]<\/mark>\./)
    const sent = createEmailWriter(content, branding)({}, '#')
    expect(sent.html).not.toContain('missing')
    expect(sent.subject).toBe('In , you')
  })
})

describe('mergedParts', () => {
  test('returns known values as text and other fields as labels', () => {
    expect(
      mergedParts('Hi {{ first_name }} in {{ area }}{{ figure | default: "!" }}', { area: 'Ballard' }),
    ).toEqual([
      { text: 'Hi ' },
      { field: 'First name' },
      { text: ' in ' },
      { text: 'Ballard' },
      { text: '!' },
    ])
  })

  test('returns an invalid text unchanged', () => {
    expect(mergedParts('Hi {{ nobody }}')).toEqual([{ text: 'Hi {{ nobody }}' }])
  })
})

test('valuesFor falls back to the campaign’s value when the person has none', () => {
  const unnamed = { email: 'a@a.test', firstName: '', lastName: ' ' }
  expect(valuesFor({ first_name: 'neighbor' }, unnamed)).toEqual({
    first_name: 'neighbor',
    email: 'a@a.test',
  })
  const ann = { email: 'a@a.test', firstName: 'Ann', lastName: '' }
  expect(valuesFor({ first_name: 'neighbor' }, ann)).toMatchObject({ first_name: 'Ann', full_name: 'Ann' })
})
