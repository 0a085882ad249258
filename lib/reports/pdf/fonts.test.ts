import { inflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { runsOf } from '@/lib/files/pdf/fonts'
import { textHeight, writeLine, writeText } from '@/lib/files/pdf/write-text'
import { computeFigures } from '../figures/figures'
import { reportPdf } from './report-pdf'

/** Names of places as agencies and areas have them. */
const samples = {
  Cyrillic: 'Недвижимость Київ, Їжакевич Щ',
  Greek: 'Αθήνα, Ελληνικό Ύδρα',
  'Chinese (simplified)': '北京市朝阳区房地产',
  'Chinese (traditional)': '臺北市信義區地產',
  Japanese: '東京都渋谷区ハウス株式会社',
  Korean: '서울특별시 강남구 부동산',
  Vietnamese: 'Nhà đất Thủ Đức, Đặng Văn Ngữ',
  'Central European': 'Łódź, Győr, Dvořák, Škoda',
  Devanagari: 'मुंबई घर',
  Hebrew: 'תל אביב נדל״ן',
  Arabic: 'دبي مارينا',
  'currencies and marks': 'Home™ €450 £20 ₫5 ₩7 ¥9 ₹1 zł 82 m² ®',
  mixed: 'Müller & Частный™ 北京 서울 €',
}

/** The text of a PDF by its fonts' ToUnicode tables, and whether a font's missing glyph (0) is drawn. */
function readPdf(pdf: Uint8Array): { text: string; missing: boolean } {
  const raw = Buffer.from(pdf).toString('latin1')
  const objects = new Map<string, { head: string; body: string }>()
  for (const [, id = '', content = ''] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = content.indexOf('stream\n')
    const head = at < 0 ? content : content.slice(0, at)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const packed = Buffer.from(content.slice(at + 7, at + 7 + length), 'latin1')
    const body =
      at < 0
        ? ''
        : head.includes('FlateDecode')
          ? inflateSync(packed).toString('latin1')
          : packed.toString('latin1')
    objects.set(id, { head, body })
  }
  const tables = new Map<string, Map<string, string>>()
  for (const { head } of objects.values())
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1]
      if (cmap) tables.set(name, glyphsOf(objects.get(cmap)?.body ?? ''))
    }
  let text = ''
  let missing = false
  for (const { body } of objects.values())
    for (const [, content = ''] of body.matchAll(/BT\n([\s\S]*?)ET\n/g)) {
      const table = tables.get(/\/(F\d+) /.exec(content)?.[1] ?? '')
      for (const [, hex = ''] of content.matchAll(/<([\da-f]+)>/g))
        for (const glyph of hex.match(/.{4}/g) ?? []) {
          if (glyph === '0000') missing = true
          text += table?.get(glyph) ?? ''
        }
      text += '\n'
    }
  return { text, missing }
}

function glyphsOf(cmap: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, from = '', list = ''] of cmap.matchAll(/<([\da-f]{4})> <[\da-f]{4}> \[([^\]]*)\]/g)) {
    ;[...list.matchAll(/<([^>]*)>/g)].forEach(([, codes = ''], i) => {
      const units = codes
        .split(' ')
        .filter(Boolean)
        .map((code) => Number.parseInt(code, 16))
      found.set((Number.parseInt(from, 16) + i).toString(16).padStart(4, '0'), String.fromCharCode(...units))
    })
  }
  return found
}

async function bytesOf(draw: (doc: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'LETTER' })
  const pieces: Buffer[] = []
  const ended = new Promise((resolve) => doc.on('end', resolve))
  doc.on('data', (piece: Buffer) => pieces.push(piece))
  draw(doc)
  doc.end()
  await ended
  return Buffer.concat(pieces)
}

const letters = (text: string) => [...text.normalize('NFKC').replace(/\s/g, '')].sort().join('')
const look = { sizePoints: 12, color: '#000000' }

test.each(Object.entries(samples))(
  'R51: %s prints with its own glyphs, regular and bold',
  async (_name, sample) => {
    for (const weight of ['regular', 'bold'] as const) {
      const pdf = await bytesOf((doc) =>
        writeLine(doc, sample, { ...look, weight }, { x: 50, y: 50, width: 500 }),
      )
      const { text, missing } = readPdf(pdf)
      expect(missing).toBe(false)
      expect(letters(text)).toBe(letters(sample))
      // Only the glyphs that are used.
      expect(pdf.length).toBeLessThan(120_000)
    }
  },
  60_000,
)

test('R51: a report of an agency and an area with names of any script has them in full', async () => {
  const figures = computeFigures({
    area: { kind: 'radius', name: 'Thủ Đức 北京', center: { latitude: 47.6, longitude: -122.3 }, miles: 1 },
    period: { from: '2015-01-01', to: '2015-03-31' },
    sales: [],
    county: { salesCount: 9, medianPriceUsd: 450_000, medianPricePerSqftUsd: 240 },
    countyMonths: [],
    records: { from: '2014-05-02', to: '2015-03-31' },
  })
  const made = { figures, summary: 'Дома™ sold at €1.\n\n東京 서울.', model: 'the built-in writer' }
  const { text, missing } = readPdf(
    await reportPdf(made, { agencyName: 'Αθήνα Частный', color: '#17594e', logo: null }),
  )
  expect(missing).toBe(false)
  for (const word of ['Thủ', 'Đức', '北京', 'Дома™', '€1', '東京', '서울', 'Αθήνα', 'Частный'])
    expect(text).toContain(word)
  expect(text).not.toContain('?')
}, 60_000)

test('a character that no font has is a box, never a question mark', () => {
  const text = runsOf('Home 🏡 ok', 'regular')
    .map((run) => run.text)
    .join('')
  expect(text).toBe('Home □ ok')
  expect(
    runsOf('Sold?', 'regular')
      .map((run) => run.text)
      .join(''),
  ).toBe('Sold?')
})

test('Han characters take the forms of the language around them', () => {
  const fontOf = (text: string) => runsOf(text, 'regular').map(({ font }) => font.name)
  expect(fontOf('東京')).toEqual(['NotoChinese'])
  expect(fontOf('東京タワー')).toEqual(['NotoJapanese'])
  expect(fontOf('서울 中區')).toEqual(['NotoKorean'])
})

test('a right-to-left text puts its first word at the right', async () => {
  const pdf = await bytesOf((doc) => writeLine(doc, 'אב גד', look, { x: 50, y: 50, width: 500 }))
  expect(readPdf(pdf).text.replace(/\s/g, '')).toBe('דגבא')
})

test('text without spaces breaks into lines, and no line is wider than the block', async () => {
  await bytesOf((doc) => {
    const long = '北京市朝阳区'.repeat(20)
    const one = textHeight(doc, '北', look, 200)
    expect(Math.round(textHeight(doc, long, look, 200) / one)).toBeGreaterThanOrEqual(8)
    expect(Math.round(textHeight(doc, 'W'.repeat(100), look, 200) / one)).toBeGreaterThanOrEqual(6)
    doc.y = 100
    writeText(doc, long, look, { x: 50, y: 100, width: 200 })
    expect(doc.y).toBeCloseTo(100 + textHeight(doc, long, look, 200))
  })
})
