import { cp1252, lines, type Shape, utf16 } from './scorecard'

const zoe = (delimiter: string) =>
  lines(
    ['Email', 'First name', 'Last name'].join(delimiter),
    ['zoe@people.example', 'Zoë', 'Müller'].join(delimiter),
  )
const ZOE = ['zoe@people.example | Zoë | Müller']

/** Files as spreadsheets and old tools save them, whatever the program. */
export const quirks: Shape[] = [
  {
    name: 'Excel Unicode text: UTF-16 LE with a mark and tabs',
    file: utf16(zoe('\t'), 'le', true),
    contacts: ZOE,
  },
  { name: 'UTF-16 LE without a mark', file: utf16(zoe(','), 'le', false), contacts: ZOE },
  { name: 'UTF-16 BE with a mark', file: utf16(zoe(';'), 'be', true), contacts: ZOE },
  { name: 'UTF-16 BE without a mark', file: utf16(zoe(','), 'be', false), contacts: ZOE },
  { name: 'Excel on Windows: Windows-1252', file: cp1252(zoe(';')), contacts: ZOE },
  {
    name: 'Excel on Mac: Mac Roman and CR',
    file: Buffer.concat([
      Buffer.from('Email,First name,Last name\rzoe@people.example,Zo'),
      Buffer.from([0x91]),
      Buffer.from(',M'),
      Buffer.from([0x9f]),
      Buffer.from('ller\r'),
    ]),
    contacts: ZOE,
  },
  { name: 'UTF-8 with a mark and CR', file: `\uFEFF${zoe(',').replaceAll('\r\n', '\r')}`, contacts: ZOE },
  { name: 'pipes', file: zoe('|'), contacts: ZOE },
  { name: 'sep= with a pipe', file: `sep=|\r\n${zoe('|')}`, contacts: ZOE },
  {
    name: 'Each line quoted as a whole',
    file: '"Email,First name,Last name"\r\n"zoe@people.example,Zoë,""Müller"""\r\n',
    contacts: ZOE,
  },
  {
    name: 'A report with titles above the header',
    file: lines(
      'All contacts,,,',
      'Generated 03/04/2025,,,',
      ',,,',
      'Email,First name,Last name,',
      'zoe@people.example,Zoë,Müller,',
    ),
    contacts: ZOE,
  },
  {
    name: 'No header',
    file: lines('zoe@people.example,Zoë Müller', 'ann@people.example,Ann Lee'),
    contacts: ['zoe@people.example', 'ann@people.example'],
  },
  {
    name: 'Ragged rows',
    file: lines(
      'Email,First name,Last name,Tags',
      'ann@people.example',
      'zoe@people.example,Zoë,Müller,vip,extra,,',
      '',
    ),
    contacts: ['ann@people.example', 'zoe@people.example | Zoë | Müller |  | vip'],
  },
  {
    name: 'Stray quotes',
    file: lines(
      'Email,First name,Last name',
      'ann@people.example,"Ann "Annie" May",Lee',
      'bo@people.example,Bo "B",5" Park',
      'cy@people.example,"Cy,Clark',
      'di@people.example,"Di",Doe',
    ),
    contacts: [
      'ann@people.example | Ann "Annie" May | Lee',
      'bo@people.example | Bo "B | 5" Park',
      'cy@people.example | Cy | Clark',
      'di@people.example | Di | Doe',
    ],
  },
  {
    name: 'Multi-line cells',
    file: 'Email,Notes,First name\nann@people.example,"Line 1\n\nLine ""3"", more",Ann\nbo@people.example,,Bo\n',
    contacts: ['ann@people.example | Ann', 'bo@people.example | Bo'],
  },
  {
    name: 'Duplicate headers, the first of them blank',
    file: lines('Email,Email,Phone,Phone,Name,Name', ',ann@people.example,,+1 206 555 0100,Ann Lee,'),
    contacts: ['ann@people.example | Ann | Lee | +1 206 555 0100'],
  },
  {
    name: 'Numbers that a spreadsheet damaged',
    file: lines(
      'Email,Name,Phone',
      'ann@people.example,Ann Lee,1.20656E+10',
      'bo@people.example,Bo Park,12065550100',
    ),
    contacts: ['ann@people.example | Ann | Lee', 'bo@people.example | Bo | Park | +1 206 555 0100'],
    notes: ['2: A spreadsheet cut off digits of the phone number'],
  },
  {
    name: 'Placeholders are not names',
    file: lines(
      'Email,First name,Last name,Phone',
      'ann@people.example,n/a,NULL,-',
      'bo@people.example,Bo,.,none',
    ),
    contacts: ['ann@people.example', 'bo@people.example | Bo'],
  },
  {
    name: 'Names beside addresses',
    file: lines(
      'Email',
      '"""Lee, Ann"" <ann@people.example>"',
      'bo@people.example (Bo Park)',
      '<cy@people.example>',
      'Di Doe <DI@People.Example>',
    ),
    contacts: [
      'ann@people.example | Ann | Lee',
      'bo@people.example | Bo | Park',
      'cy@people.example',
      'di@people.example | Di | Doe',
    ],
  },
  {
    name: 'Dates in day order',
    file: lines('Email,Consent date', 'ann@people.example,31/12/2024', 'bo@people.example,3/4/25'),
    contacts: ['ann@people.example |  |  |  |  | 2024-12-31', 'bo@people.example |  |  |  |  | 2025-04-03'],
  },
  {
    name: 'Dates that could be two days',
    file: lines(
      'Email,Consent date',
      'ann@people.example,3/4/2025',
      'bo@people.example,5/5/2025',
      'cy@people.example,soon',
      'di@people.example,2031-01-01',
    ),
    contacts: [
      'ann@people.example',
      'bo@people.example |  |  |  |  | 2025-05-05',
      'cy@people.example',
      'di@people.example',
    ],
    notes: [
      '2: Unclear consent date, so the date of the import is used (3/4/2025)',
      '4: Unreadable consent date, so the date of the import is used (soon)',
      '5: Consent date in the future, so the date of the import is used (2031-01-01)',
    ],
  },
  {
    name: 'Dates with names of months',
    file: lines(
      'Email;Opt-in date',
      'a@people.example;March 31, 2025',
      'b@people.example;31-Mar-25',
      'c@people.example;31. März 2025',
      'd@people.example;2025-03-31T23:10:00Z',
      'e@people.example;31 de marzo de 2025',
      'f@people.example;45747',
    ),
    contacts: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@people.example |  |  |  |  | 2025-03-31`),
  },
  {
    name: 'The same person twice, once unsubscribed',
    file: lines(
      'Email,Name,Email status',
      'lou@people.example,Lou Left,Subscribed',
      'ann@people.example,Ann Lee,Subscribed',
      'LOU@people.example,Lou Left,Unsubscribed',
    ),
    contacts: ['ann@people.example | Ann | Lee'],
    optedOut: ['lou@people.example | unsubscribed'],
  },
  {
    name: 'A complaint is stronger than a bounce',
    file: lines(
      'Email,Bounced,Unsubscribed,Marked as spam',
      'lou@people.example,1,1,1',
      'gus@people.example,1,0,0',
      'ann@people.example,0,0,0',
    ),
    contacts: ['ann@people.example'],
    optedOut: ['lou@people.example | complained', 'gus@people.example | bounced'],
  },
]
