import { describe, expect, test } from 'vitest'
import { isRefusal } from '@/lib/core/errors'
import { library } from '../library'
import { exampleValues, valuesFor } from '../merge-fields'
import { mergedParts } from '../merged-parts'
import type { Branding } from '../views'
import { blankFields, compile } from './compile'
import { letterWriter, onColour, postText } from './letter'

const branding: Branding = {
  agencyName: 'Hill & Sons <Ltd>',
  colour: '#17594e',
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

test('merge fields take their default where nothing is known', () => {
  const write = letterWriter(
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

describe('a value is never more than text', () => {
  test.each([
    ['markup', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['our own markup', '[Win](https://evil.test) **now**', '[Win](https://evil.test) **now**'],
    ['a merge field', '{{ email }}', '{{ email }}'],
    ['an attribute', '" onload="x', '&quot; onload=&quot;x'],
  ])('%s', (_what, name, shown) => {
    const { html } = letterWriter({ subject: 's', body: 'Hi {{ first_name }}!' }, branding)(
      { first_name: name },
      '#',
    )
    expect(html).toContain(`<p style="margin:0 0 16px;font-size:16px;line-height:1.6">Hi ${shown}!</p>`)
  })

  test('an address that is none leads nowhere, and a subject is one line', () => {
    const write = letterWriter(
      { subject: 'To {{ first_name }}', body: '[See it]({{ property_url }})' },
      branding,
    )
    const letter = write(
      { first_name: 'Ann\r\nBcc: all@evil.test', property_url: 'javascript:alert(1)' },
      '#',
    )
    expect(letter.html).toContain('<a href="#"')
    expect(letter.html).not.toContain('javascript')
    expect(letter.subject).toBe('To Ann Bcc: all@evil.test')
  })
})

test('headings, lists, buttons and links are drawn, and other addresses stay words', () => {
  const body =
    '# Big\n\n## Small\n\n- one\n- two\n\n[Go](https://a.test)\n\nA [link](https://b.test) and **bold**\n\n[x](javascript:y)'
  const { html, text } = letterWriter({ subject: 's', body }, branding)({}, '#')
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

describe('what is no merge field is told in words', () => {
  test.each([
    ['{% for a in (1..1000000) %}x{% endfor %}', /cannot be read/],
    ['{{ first_name | replace: "a", "b" }}', /cannot be read/],
    ['{{ first_name', /cannot be read/],
    ['{{ constructor }}', /no merge field “constructor”/],
    ['{{ first_name.length }}', /cannot be read/],
    ['{{ "x" | default: "y" }}', /cannot be read/],
  ])('%s', (source, words) => expect(refusal(() => compile(source))).toMatch(words))
})

test('R9: every template of the library can be read, and both kinds are there', () => {
  for (const { kind, subject, body } of library) {
    if (kind === 'email') {
      const letter = letterWriter({ subject, body }, branding)(exampleValues, '#')
      expect(letter.html).not.toMatch(/[\uE000-\uE003]/)
      expect(letter.subject.length).toBeGreaterThan(5)
    } else expect(postText(body, exampleValues, branding)).not.toMatch(/\{\{|[\uE000-\uE003]/)
  }
  expect(new Set(library.map(({ key }) => key)).size).toBe(library.length)
  expect(new Set(library.map(({ kind }) => kind)).size).toBe(2)
})

test('words on a colour can be read', () => {
  expect(['#17594e', '#000000', '#ffffff', '#f5d76e'].map(onColour)).toEqual([
    '#ffffff',
    '#ffffff',
    '#1b2623',
    '#1b2623',
  ])
})

describe('a field that would be blank', () => {
  const words = {
    subject: 'In {{ area }}, {{ first_name | default: "you" }}',
    body: 'This month: {{ figure }}. [See it]({{ property_url }})',
  }

  test('is found unless it has a value or a default', () => {
    expect(blankFields(compile(words.subject), {})).toEqual(['area'])
    expect(blankFields(compile(words.body), { figure: ' \t', property_url: 'https://a.test' })).toEqual([
      'figure',
    ])
    expect(blankFields(compile('{{ area | default: "" }} {{ area | default: "here" }}'), {})).toEqual([
      'area',
    ])
  })

  test('is marked on a page of ours, and never in an email', () => {
    const shown = letterWriter(words, branding, 'page')({ figure: '<b>' }, '#')
    expect(shown.subject).toBe('In [Area missing], you')
    expect(shown.html).toContain('This month: &lt;b&gt;.')
    const blank = letterWriter(words, branding, 'page')({}, '#')
    expect(blank.html).toMatch(/This month: <mark style="[^"]+">\[Key figure missing\]<\/mark>\./)
    const mailed = letterWriter(words, branding)({}, '#')
    expect(mailed.html).not.toContain('missing')
    expect(mailed.subject).toBe('In , you')
  })
})

describe('a text with merge fields as people read it', () => {
  test('has values where they are known and chips elsewhere, and never braces', () => {
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

  test('stays as it is when it cannot be read', () => {
    expect(mergedParts('Hi {{ nobody }}')).toEqual([{ text: 'Hi {{ nobody }}' }])
  })
})

test('what a campaign says of a person’s field stands in where the person has none', () => {
  const unnamed = { email: 'a@a.test', firstName: '', lastName: ' ' }
  expect(valuesFor({ first_name: 'neighbor' }, unnamed)).toEqual({
    first_name: 'neighbor',
    email: 'a@a.test',
  })
  const ann = { email: 'a@a.test', firstName: 'Ann', lastName: '' }
  expect(valuesFor({ first_name: 'neighbor' }, ann)).toMatchObject({ first_name: 'Ann', full_name: 'Ann' })
})
