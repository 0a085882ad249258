import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { code } from '../testing'
import { parseDelimited } from './parse-delimited'
import { readTable } from './read-table'
import { TABLE_LIMITS } from './table'
import { workbook } from './testing-workbook'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readTable(bytesOf(text))
const refusal = (bytes: Uint8Array) => code(readTable(bytes))

describe('R43: readTable says how it read a file', () => {
  test('delimited text', async () => {
    expect(await read('sep=;\r\na;b\r\n1;2\r\n')).toEqual({
      columns: ['a', 'b'],
      rows: [{ line: 3, cells: ['1', '2'] }],
      source: { kind: 'delimited', encoding: 'utf-8', delimiter: ';', headerLine: 2 },
    })
  })

  test('rows keep the line where they start, after cells with line breaks', async () => {
    const { rows } = await read('a,b\n1,"x\ny\nz"\n\n2,w\n')
    expect(rows).toEqual([
      { line: 2, cells: ['1', 'x\ny\nz'] },
      { line: 6, cells: ['2', 'w'] },
    ])
  })

  test('a workbook', async () => {
    const { columns, rows, source } = await readTable(
      workbook([
        ['Price', 'Sold', 'Open'],
        [650_000.5, { day: 45_747 }, true],
      ]),
    )
    expect({ columns, rows, source }).toEqual({
      columns: ['Price', 'Sold', 'Open'],
      rows: [{ line: 2, cells: ['650000.5', '2025-03-31', 'TRUE'] }],
      source: { kind: 'xlsx', headerLine: 1 },
    })
  })

  test('a workbook with inline and rich text, and without cell references', async () => {
    const sheet =
      '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>' +
      '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>b </x:t></x:r><x:r><x:t>c</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    expect((await readTable(workbook([], { sheet }))).rows).toEqual([{ line: 2, cells: ['b c'] }])
  })
})

describe('R43: readTable refuses what is no table, and says why', () => {
  test.each([
    ['nothing', new Uint8Array(), 'file.empty'],
    ['only a header', bytesOf('email,name\n'), 'file.empty'],
    ['blank rows', bytesOf('\n;;\n \n'), 'file.empty'],
    ['an old Excel file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'file.unreadable'],
    ['a PDF', bytesOf('%PDF-1.7'), 'file.unreadable'],
    ['a ZIP archive', zipSync({ 'a.csv': strToU8('a,b') }), 'file.unreadable'],
    ['a damaged workbook', workbook([['a'], ['b']]).subarray(0, 300), 'file.unreadable'],
    ['a workbook with broken XML', workbook([], { sheet: '<worksheet><row>' }), 'file.unreadable'],
  ])('%s', async (_what, bytes, expected) => {
    expect(await refusal(bytes)).toBe(expected)
  })
})

describe('R41: hostile files end early', () => {
  test('a zip bomb of 100 MB in a workbook of 100 kB', async () => {
    const bomb = workbook([], { sheet: `<worksheet><sheetData>${' '.repeat(100_000_000)}` })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await refusal(bomb)).toBe('file.unreadable')
  })

  test('a workbook that declares wrong sizes', async () => {
    const bomb = Buffer.from(workbook([], { sheet: `<worksheet>${' '.repeat(100_000_000)}` }))
    // The unpacked sizes in the local headers and the central directory.
    for (let at = 0; at < bomb.length - 30; at += 1) {
      if (bomb.readUInt32LE(at) === 0x04034b50) bomb.writeUInt32LE(10, at + 22)
      if (bomb.readUInt32LE(at) === 0x02014b50) bomb.writeUInt32LE(10, at + 24)
    }
    expect(await refusal(bomb)).toBe('file.unreadable')
  })

  test('10,000 columns', async () => {
    const row = Array.from({ length: 10_000 }, (_, i) => `c${i}`)
    expect(await refusal(bytesOf(`${row.join(',')}\n${row.join(',')}\n`))).toBe('file.too-long')
    const cell = '<c r="ZZZ1" t="inlineStr"><is><t>a</t></is></c>'
    const sheet = `<worksheet><sheetData><row r="1">${cell}</row></sheetData></worksheet>`
    expect(await refusal(workbook([], { sheet }))).toBe('file.too-long')
  })

  test('a cell of 50 MB, quoted or not', async () => {
    const long = 'a'.repeat(50_000_000)
    expect(await refusal(bytesOf(`email,name\na@b.test,${long}\n`))).toBe('file.unreadable')
    expect(await refusal(bytesOf(`email,name\na@b.test,"${long}"\n`))).toBe('file.unreadable')
  })

  test('more rows than the limit', async () => {
    expect(await refusal(bytesOf(`a,b\n${'1,2\n'.repeat(TABLE_LIMITS.rows + 1)}`))).toBe('file.too-long')
  })
})

describe('R41: reading takes work in proportion to the text', () => {
  const scanned = (text: string) =>
    parseDelimited(text, ',', { ...TABLE_LIMITS, rows: 2_000_000, cells: 10_000_000 }).scanned / text.length

  test('100,000 rows', async () => {
    const rowsOf = (count: number) =>
      Array.from({ length: count }, (_, i) => `person${i}@people.example,"Person ${i}","a, b"\n`).join('')
    expect(scanned(rowsOf(100_000))).toBeLessThan(1.1)
    expect((await readTable(bytesOf(`Email,Name,Tags\n${rowsOf(100_000)}`))).rows).toHaveLength(100_000)
  })

  test.each([
    ['open quotes', '"a,'],
    ['open quotes at the start of lines', '"a\n'],
    ['quotes in quotes', '"a"b'],
    ['doubled quotes', '""'],
    ['deep quotes', '"""'],
    ['quotes after commas', ',"'],
    ['blanks before quotes', '  "a'],
  ])('%s', (_what, piece) => {
    // Each character is read a few times at most, whatever the size.
    for (const size of [10_000, 90_000]) {
      const text = piece.repeat(size / piece.length)
      expect(scanned(text)).toBeLessThan(6 + TABLE_LIMITS.cellLength / text.length)
    }
  })
})
