import fc from 'fast-check'

/** Markup in hostile texts. Finding it unescaped in a page is a vulnerability. */
export const MARKUP = '<img src=x onerror=alert(7)>'
/** A foreign host that no response may redirect to. */
export const ELSEWHERE = 'elsewhere.example'

const TEXTS = [
  '',
  ' ',
  '\t\r\n',
  '\0',
  'a\0b',
  '\u202eabc',
  '\ufeff\u200b',
  '👩‍👩‍👧‍👦'.repeat(40),
  'e\u0301'.repeat(200),
  MARKUP,
  `"'><script>${MARKUP}</script>`,
  `javascript:alert(7)//${MARKUP}`,
  "'; drop table credit_entries; --",
  "1' or '1'='1",
  '{{ 7 | times: 7 }}{% for %}',
  '{{#if',
  '$' + '{7*7}',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  'http://localhost:1/',
  `https://${ELSEWHERE}/`,
  `//${ELSEWHERE}/`,
  `\\\\${ELSEWHERE}`,
  `/\t/${ELSEWHERE}`,
  `a@b.test\r\nBcc: all@${ELSEWHERE}`,
  '=cmd|calc!A1',
  '%00',
  '%ff%fe',
  '%s%n%x',
  '(a+)+$',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '[null]',
  '{"kind":"circle","latitude":"x"}',
  '{"kind":"zip","zipCode":"\\u0000"}',
  `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
  '{"type":"Polygon","coordinates":[[[0,0],[1e400,0],[0,0]]]}',
  '0',
  '-0',
  '-1',
  '0.1',
  '1e3',
  '1e309',
  '0x10',
  'NaN',
  'Infinity',
  '-Infinity',
  '2147483647',
  '2147483648',
  '9007199254740991',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999999999',
  '0000-00-00',
  '2026-02-30',
  '0001-01-01',
  '9999-12-31',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '2026-13-45T99:99',
  '2014-06-01T10:00',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'Etc/GMT+99',
  'Europe/../UTC',
  'x'.repeat(300),
  'x'.repeat(20_000),
  '9'.repeat(400),
] as const

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.double().map(String) },
  {
    weight: 1,
    arbitrary: fc
      .date({ noInvalidDate: true, min: new Date('0000-01-01'), max: new Date('9999-12-31') })
      .map((at) => at.toISOString().slice(0, 16)),
  },
)

export type FormValue = string | Blob | readonly string[] | null

/** Hostile form values: text, several texts, a file, or nothing. */
export const formValue: fc.Arbitrary<FormValue> = fc.oneof(
  { weight: 12, arbitrary: text },
  { weight: 2, arbitrary: fc.array(text, { minLength: 2, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => new Blob([bytes])) },
)

export const queryValue: fc.Arbitrary<string | readonly string[]> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.array(text, { minLength: 2, maxLength: 3 }) },
)

/** Any JSON value, including what a form can't contain, such as a lone surrogate. */
export const jsonValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: text },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[null, true, 0, -1, 1.5, 1e308, 2 ** 31, 2 ** 53, '\ud800', 'a\udc00b', [], {}, [[]]],
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

/** Raw bodies that are not JSON objects of a reasonable size. */
export const brokenBodies: readonly (readonly [contentType: string, body: string])[] = [
  ['application/json', ''],
  ['application/json', '{'],
  ['application/json', '"text"'],
  ['application/json', '[1]'],
  ['application/json', 'null'],
  ['application/json', '{"__proto__":{"role":"owner"},"constructor":1}'],
  ['application/json', `{"a":${'['.repeat(4_000)}${']'.repeat(4_000)}}`],
  ['application/json', `{"action":"${'x'.repeat(2_000_000)}"}`],
  ['text/plain', 'hello'],
  ['multipart/form-data; boundary=x', '--y\r\nnothing'],
  ['multipart/form-data', 'no boundary'],
  ['application/x-www-form-urlencoded', '%ff=%00&&=&a[b]=c'],
  ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ['nonsense', '\0\u0001\u0002'],
]
