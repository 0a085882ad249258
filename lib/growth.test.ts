import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { safeReturnPath } from '@/lib/auth/return-path'
import { parseDeliveryReport } from '@/lib/campaigns/delivery/delivery-report'
import { causeOfBounce } from '@/lib/campaigns/delivery/reports/bounce-cause'
import { readPostmarkEvents } from '@/lib/campaigns/delivery/services/postmark'
import { Email } from '@/lib/contacts/address'
import { parseTags } from '@/lib/contacts/contact-input'
import { readAddresses } from '@/lib/contacts/import/cells/read-addresses'
import { readDate } from '@/lib/contacts/import/cells/read-date'
import { readFullName } from '@/lib/contacts/import/cells/read-name'
import { readOptOut } from '@/lib/contacts/import/cells/read-opt-out'
import { readPhone } from '@/lib/contacts/import/cells/read-phone'
import { guessFields } from '@/lib/contacts/import/columns/guess-columns'
import { readContacts } from '@/lib/contacts/import/read-contacts'
import { readContactFile } from '@/lib/contacts/import/stored-table'
import { safeText } from '@/lib/core/logging/safe-error'
import { assertStorableText } from '@/lib/core/storable-text'
import { repeated, tooMuchGrowth, type Work } from '@/lib/core/testing/growth'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import { withoutHidden } from '@/lib/core/text/hidden-address'
import { nextLinkIn } from '@/lib/feeds/fetch/fetch-pages'
import { amountsIn, bathsOf, roomsOf } from '@/lib/feeds/parsers/amounts'
import { decodeText } from '@/lib/feeds/parsers/decode-text'
import { flagOf } from '@/lib/feeds/parsers/flags'
import { parseLenientJson } from '@/lib/feeds/parsers/json/lenient-json'
import { instantOf, numberOf, plainText, webAddress } from '@/lib/feeds/parsers/plain-text'
import { formatOf, readFeed } from '@/lib/feeds/parsers/read-feed'
import { splitListings } from '@/lib/feeds/parsers/reaxml/split-listings'
import { parseElement } from '@/lib/feeds/parsers/reaxml/xml-element'
import { readJsonAnswer } from '@/lib/feeds/posts/write-post'
import { briefOf, ImageFields } from '@/lib/images/edits/brief'
import { checkContent } from '@/lib/images/edits/content-rules'
import { readInstruction } from '@/lib/images/edits/instructions'
import { detailsOf, textChanges } from '@/lib/images/shared/text-changes'
import { blanksIn, measureText, withoutBlanks } from '@/lib/posts/shared/networks'
import { numbersIn, unknownNumbers } from '@/lib/reports/figures/summary/check-numbers'
import { Area, AreaText } from '@/lib/sales/area'
import { compile } from '@/lib/templates/render/compile'
import { htmlOf, textOf } from '@/lib/templates/render/markup'
import { blockProblem, parseBlocks, writeBlocks } from '@/lib/templates/shared/blocks'
import { InvitationInput } from '@/lib/workspaces/invitations/invite-member'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const readAll = (items: Iterable<unknown>) => {
  for (const _ of items);
}
/** No field of a file is longer (lib/core/tabular/table.ts, lib/feeds). */
const LONGEST_FIELD = 100_000
const field = (text: string) => text.slice(0, LONGEST_FIELD)
/** Parsers that read nothing but fields. */
const FIELD_PARSERS = ['a hidden address', 'a vCard']
const palette = { color: '#1f5a44', textColor: '#ffffff', pictureUrl: (name: string) => name }
const brief = briefOf(ImageFields.parse({ headline: 'Open house', format: 'square' }), 'Harbour & Hill', 1)
const numbers = numbersIn({ priceUsd: 650_000 })

/** Everything that reads text from outside. A new parser or pattern for such text needs a line here (R41). */
const PARSERS: Record<string, Work> = {
  'readFeed, a file as it is': (text) => readAll(readFeed(bytesOf(text))),
  'readFeed, inside a listing': (text) =>
    readAll(
      readFeed(bytesOf(`<propertyList><residential status="current">${text}</residential></propertyList>`)),
    ),
  'readFeed, inside many listings': (text) =>
    readAll(
      readFeed(
        bytesOf(
          `<propertyList>${(text.match(/[\s\S]{1,400}/g) ?? []).map((part) => `<rental status="current"><uniqueID>${part}</uniqueID></rental>`).join('')}</propertyList>`,
        ),
      ),
    ),
  'readFeed, RESO texts': (text) =>
    readAll(
      readFeed(
        bytesOf(
          JSON.stringify([
            { ListingKey: text, StandardStatus: text },
            {
              ListingKey: 'P1',
              StandardStatus: 'Active',
              City: text,
              PublicRemarks: text,
              ListPrice: text,
              InteriorFeatures: text,
              ModificationTimestamp: text,
              UnparsedAddress: text,
              Media: [{ MediaURL: text, Order: text }],
            },
          ]),
        ),
      ),
    ),
  'readFeed, a BLM file': (text) =>
    readAll(
      readFeed(
        bytesOf(
          `#HEADER#\nEOF : '^'\nEOR : '~'\n#DEFINITION#\nAGENT_REF^STATUS_ID^PRICE^DISP_ADDRESS^DESCRIPTION^~\n#DATA#\nA^0^${text}^${text}^${text}^~${text}`,
        ),
      ),
    ),
  'readFeed, texts of SimplyRETS': (text) =>
    readAll(
      readFeed(
        bytesOf(
          JSON.stringify([
            {
              mlsId: 1,
              listPrice: text,
              remarks: text,
              property: { bedrooms: text },
              address: { full: text },
              mls: { status: 'Active' },
            },
          ]),
        ),
      ),
    ),
  parseLenientJson: (text) => {
    for (const json of [text, `[NaN, "${text}`]) {
      try {
        parseLenientJson(json)
      } catch {
        // Only the time matters here.
      }
    }
  },
  nextLinkIn: (text) => [nextLinkIn(text), nextLinkIn(`{"@odata.nextLink":"${text}`)],
  'amounts and rooms': (text) => [amountsIn(text), roomsOf(text), bathsOf(text), flagOf(text)],
  'a hidden address': (text) => [
    withoutHidden(
      { street: '9 Caroona Ave', suburb: 'Modbury', showsStreet: false, hidesSuburb: true },
      field(text),
    ),
    withoutHidden(
      { street: field(text), suburb: field(text), showsStreet: false, hidesSuburb: true },
      'A home',
    ),
  ],
  unfairMessage: (text) => unfairMessage(text),
  formatOf: (text) => formatOf(bytesOf(text)),
  decodeText: (text) => decodeText(bytesOf(text)),
  splitListings: (text) => readAll(splitListings(text)),
  parseElement: (text) => parseElement(`<a>${text}</a>`),
  plainText: (text) => plainText(text, 20_000),
  numberOf,
  instantOf: (text) => [instantOf(text), instantOf(`2026-11-28${text}`)],
  webAddress: (text) => [webAddress(text), webAddress(`https://${text}`)],
  readJsonAnswer: (text) => [readJsonAnswer(text), readJsonAnswer(`\`\`\`json${text}`)],
  'a file of contacts': (text) => importContacts(bytesOf(text)),
  'a file of contacts with a header': (text) => importContacts(bytesOf(`email,name\n${text}\n${text}`)),
  'a file of contacts with semicolons': (text) => importContacts(bytesOf(`email;name\na@b.test;${text}\n`)),
  'a vCard': (text) =>
    importContacts(
      bytesOf(`BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:${field(text)}\nEMAIL:${field(text)}\nEND:VCARD\n`),
    ),
  guessFields: (text) => guessFields([text, 'email'], [{ cells: [text, text] }]),
  'a cell of contacts': (text) => [
    readAddresses(text),
    readDate(text, null),
    readFullName(text),
    readPhone(text, 'US'),
    readOptOut(text, text, 'status'),
  ],
  parseTags,
  'an email address': (text) => [
    Email.safeParse(text),
    Email.safeParse(`${text}@mail.test`),
    Email.safeParse(`a@${text}`),
  ],
  'an invitation': (text) => InvitationInput.safeParse({ email: text, role: 'member' }),
  'an email address without a limit': (text) => z.email().safeParse(text),
  'a template': (text) => {
    const { marked } = compile(text)
    return [htmlOf(marked, palette), textOf(marked)]
  },
  'the blocks of a template': (text) => [writeBlocks(parseBlocks(text)), blockProblem(text)],
  'the markup of a template': (text) => [htmlOf(text, palette), textOf(text)],
  'a report of a mail server': (text) => parseDeliveryReport(bytesOf(text)),
  'a bounce in words': (text) =>
    parseDeliveryReport(bytesOf(`From: MAILER-DAEMON@mx.test\nSubject: failure notice\n\n${text}`)),
  'a bounce in HTML': (text) =>
    parseDeliveryReport(bytesOf(`From: MAILER-DAEMON@mx.test\nContent-Type: text/html\n\n${text}`)),
  'the answer of a mail server': (text) => causeOfBounce({ text }),
  'an event of Postmark': (text) =>
    readPostmarkEvents({ RecordType: 'Bounce', Type: 'Unknown', Details: text, Content: text }),
  'the status in a report': (text) => parseDeliveryReport(reportWith('delivery-status', text)),
  'the feedback in a report': (text) => parseDeliveryReport(reportWith('feedback-report', text)),
  'an instruction for an image': (text) => readInstruction(text, brief),
  textChanges,
  detailsOf,
  checkContent: (text) => checkContent(text),
  'the brief of an image': (text) => briefOf({ ...brief, details: text, wish: text }, 'Agency', 1),
  'an area': (text) => [AreaText.safeParse(text), Area.safeParse({ kind: 'radius', name: text })],
  'the text of a post': (text) => [measureText('instagram', text), blanksIn(text), withoutBlanks(text)],
  'numbers in a summary': (text) => unknownNumbers(text, numbers),
  'an error before it is logged': safeText,
  'JSON that is stored': (text) => assertStorableText(JSON.parse(text)),
  'the path after signing in': (text) => safeReturnPath(text, 'https://app.example.com'),
}

async function importContacts(bytes: Uint8Array): Promise<void> {
  const file = await readContactFile(bytes)
  readContacts(file, guessFields(file.columns, file.rows), {
    latestConsent: new Date(),
    region: 'US',
    everyone: null,
  })
}

function reportWith(kind: string, text: string): Uint8Array {
  return bytesOf(`From: a@mx.test
MIME-Version: 1.0
Content-Type: multipart/report; report-type=${kind}; boundary="b"

--b
Content-Type: message/${kind}

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; gone@mailbox.test
Action: failed
Status: ${text}
Diagnostic-Code: ${text}
Feedback-Type: ${text}

--b
Content-Type: text/rfc822-headers

Message-ID: <c.1@x>
Subject: ${text}
--b--
`)
}

/** Pieces that patterns and parsers typically take too long over: beginnings without ends, blanks, and nesting. */
const HOSTILE: Record<string, (size: number) => string> = {
  'unclosed comments': repeated('<!--'),
  'unclosed comments in a listing': repeated('<!--', '<residential status="current">'),
  'unclosed CDATA': repeated('<![CDATA['),
  'closed CDATA': repeated('<![CDATA[a]]>&'),
  blanks: repeated(' ', 'a', 'a'),
  'line breaks': repeated('\n', 'a', 'a'),
  'blank lines': repeated(' \n', 'a', 'a'),
  'blanks in a uniqueID': repeated(' ', '<residential status="current"><uniqueID>'),
  'unclosed uniqueIDs': repeated('<uniqueID>', '<residential>'),
  'open tags': repeated('<a '),
  'open listings': repeated('<residential '),
  'open quotes': repeated('<residential a="', '<propertyList>'),
  'nested elements': repeated('<b>'),
  'self-closing listings': repeated('<land/>'),
  'many attributes': (size) =>
    `<land ${Array.from({ length: Math.ceil(size / 12) }, (_, i) => `a${i}="${i}"`).join(' ')}/>`,
  'less-than signs': repeated('<'),
  ampersands: repeated('&'),
  'ampersands with names': repeated('&amp'),
  'double quotes': repeated('"'),
  'quotes after commas': repeated('",'),
  'quotes with letters': repeated('a"b'),
  commas: repeated(','),
  'rows of a table': repeated('a,b\n', 'email,name\n'),
  brackets: repeated('['),
  'unclosed links': repeated('[a]('),
  'links without ends': repeated('[a](b '),
  parentheses: repeated('('),
  braces: repeated('{'),
  'unclosed fields': repeated('{{a'),
  'closed fields': repeated('{{ first_name | default: "a" }}'),
  'long fields': repeated(' | default: "a"', '{{ first_name', ' }}'),
  'broken long fields': repeated(' | default: "a"', '{{ first_name', ' | }}'),
  asterisks: repeated('*'),
  'bold words': repeated('**a'),
  dots: repeated('.'),
  'dots and letters': repeated('a.'),
  'at signs': repeated('@'),
  'addresses without ends': repeated('a@b.'),
  'addresses in angle brackets': repeated('<a@b.test>,', 'To: '),
  letters: repeated('a'),
  digits: repeated('1'),
  'digits and commas': repeated('1,'),
  'digits and blanks': repeated('+1 '),
  hyphens: repeated('-'),
  underscores: repeated('_'),
  hashes: repeated('#1'),
  slashes: repeated('/'),
  'addresses of the web': repeated('http://a'),
  backticks: repeated('`'),
  'consent columns': repeated('consent'),
  'prices to set': repeated('price '),
  'prices without a value': repeated('price: \n'),
  'removed parts': repeated('no '),
  'line separators': repeated(' ', 'a:', 'x\u2028'),
  'unclosed rows': repeated('Failing row contains ('),
  'unclosed values': repeated('invalid input syntax for '),
  'query values': repeated('\n', '\nparams: a'),
  'header fields': repeated('a: b\n'),
  'folded header fields': repeated('\n b', 'a: b'),
  'content types': repeated('content-type: message/delivery-status\n'),
  'encoded words': repeated('=?utf-8?Q?a?= ', 'Subject: '),
  'unclosed encoded words': repeated('=?utf-8?Q?', 'Subject: '),
  'many recipients': repeated('a <a@b.test>, ', 'To: '),
  'nested recipients': repeated('a:(<"', 'To: '),
  'parameters of a content type': repeated(';a=b', 'Content-Type: multipart/report'),
  'numbered parameters': (size) =>
    `Content-Type: multipart/report${Array.from({ length: Math.ceil(size / 10) }, (_, i) => `;a*${i}*=b`).join('')}\n\na`,
  'nested parts': (size) => {
    const depth = Math.ceil(size / 60)
    const part = (i: number) => `Content-Type: multipart/mixed; boundary="${i}"\n\n--${i}\n`
    return Array.from({ length: depth }, (_, i) => part(i)).join('')
  },
  'many parts': repeated('--b\n\n', 'Content-Type: multipart/mixed; boundary="b"\n\n'),
  'boundary lines': repeated('--\n', 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n'),
  'nested JSON lists': (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
  'nested JSON objects': (size) => `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`,
  'a JSON list': (size) => `[${'1,'.repeat(size / 2)}1]`,
  'a JSON object': (size) =>
    `{${Array.from({ length: Math.ceil(size / 10) }, (_, i) => `"k${i}":1`).join(',')}}`,
  'RESO rows': repeated('{"ListingKey":"a"},', '[', '{}]'),
}

describe.each(Object.entries(PARSERS))('R41: %s takes time in proportion to its input', (name, parser) => {
  const longest = FIELD_PARSERS.includes(name) ? LONGEST_FIELD : undefined
  test.each(Object.entries(HOSTILE))('%s', { timeout: 60_000 }, async (_what, inputOf) => {
    expect(await tooMuchGrowth(parser, inputOf, longest)).toBeNull()
  })
})
