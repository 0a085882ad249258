import { isRefusal } from '../../errors'
import { assertFits, emptyFile, type TableLimits, type TableRow, unreadable } from '../table'
import { openArchive } from './open-archive'
import { readXml } from './read-xml'

/**
 * The rows of the first visible sheet that has any, as text: dates as 2026-03-31, numbers without format. fflate unpacks and
 * saxes parses (docs/decisions/0051).
 * @throws Refusal `file.unreadable`, `file.too-long`, `file.empty`
 */
export async function readXlsx(bytes: Uint8Array, limits: TableLimits): Promise<TableRow[]> {
  try {
    const parts = await openArchive(bytes)
    const workbook = await readWorkbook(parts)
    const strings = await readSharedStrings(parts.get('xl/sharedstrings.xml') ?? [], limits)
    for (const sheet of workbook.sheets) {
      const pieces = parts.get(sheet)
      const rows = pieces ? await readSheet(pieces, { ...workbook, strings, limits }) : []
      if (rows.length > 1) return rows
    }
  } catch (error) {
    if (isRefusal(error)) throw error
    throw unreadable('This Excel workbook is damaged. Open it in Excel, save it again, and try again.')
  }
  throw emptyFile()
}

type Parts = Map<string, Uint8Array[]>
type Workbook = { sheets: string[]; startsIn1904: boolean; dateStyles: Set<number> }

async function readWorkbook(parts: Parts): Promise<Workbook> {
  const main = parts.get('xl/workbook.xml')
  if (!main) {
    throw unreadable('This is a ZIP archive, not a table. Unzip it and upload the files inside one by one.')
  }
  const targets = new Map<string, string>()
  await readXml(parts.get('xl/_rels/workbook.xml.rels') ?? [], {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, Target)
    },
  })
  const sheets: string[] = []
  let startsIn1904 = false
  await readXml(main, {
    open: (name, attributes) => {
      if (name === 'workbookPr') startsIn1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? ''
      const target = targets.get(id) ?? `worksheets/sheet${sheets.length + 1}.xml`
      sheets.push((target.startsWith('/') ? target.slice(1) : `xl/${target}`).toLowerCase())
    },
  })
  return { sheets, startsIn1904, dateStyles: await readDateStyles(parts.get('xl/styles.xml') ?? []) }
}

/** Formats that Excel has built in for dates. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** The cell styles that show a number as a date. */
async function readDateStyles(pieces: Uint8Array[]): Promise<Set<number>> {
  const custom = new Set<number>()
  const styles = new Set<number>()
  let isCellStyles = false
  let index = 0
  await readXml(pieces, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt' && isDateFormat(formatCode ?? '')) custom.add(Number(numFmtId))
      if (name === 'cellXfs') isCellStyles = true
      if (name !== 'xf' || !isCellStyles) return
      if (isBuiltInDate(Number(numFmtId)) || custom.has(Number(numFmtId))) styles.add(index)
      index += 1
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyles = false
    },
  })
  return styles
}

const isDateFormat = (code: string): boolean =>
  /[yd]/i.test(
    code
      .slice(0, 200)
      .replace(/"[^"]*"/g, '')
      .replace(/\[[^\]]*\]/g, '')
      .replace(/\\./g, ''),
  )

async function readSharedStrings(pieces: Uint8Array[], limits: TableLimits): Promise<string[]> {
  const strings: string[] = []
  let [text, isPhonetic] = ['', false]
  await readXml(pieces, {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') isPhonetic = true
    },
    close: (name, part) => {
      if (name === 't' && !isPhonetic) text += part
      if (name === 'rPh') isPhonetic = false
      if (name !== 'si') return
      if (text.length > limits.cellLength) throw longCell()
      strings.push(text)
    },
  })
  return strings
}

const longCell = () => unreadable('This workbook has a cell with too much text. Shorten it and try again.')

async function readSheet(
  pieces: Uint8Array[],
  { strings, startsIn1904, dateStyles, limits }: Workbook & { strings: string[]; limits: TableLimits },
): Promise<TableRow[]> {
  const rows: TableRow[] = []
  let [row, cell]: [TableRow | null, { at: number; type: string; style: number } | null] = [null, null]
  let [lastLine, cellCount, widest, text] = [0, 0, 0, '']
  await readXml(pieces, {
    open: (name, attributes) => {
      if (name === 'row') {
        lastLine = Number(attributes.r) || lastLine + 1
        row = { line: lastLine, cells: [] }
      } else if (name === 'c') {
        const at = attributes.r ? columnOf(attributes.r) : (row?.cells.length ?? 0)
        cell = { at, type: attributes.t ?? 'n', style: Number(attributes.s) }
        text = ''
        widest = Math.max(widest, at + 1)
        assertFits(0, widest, limits)
      }
    },
    close: (name, part) => {
      if (cell && (name === 'v' || name === 't')) text += part
      if (name === 'c' && row && cell) {
        if (text.length > limits.cellLength) throw longCell()
        while (row.cells.length < cell.at) row.cells.push('')
        row.cells[cell.at] = cellText(text, cell, strings, { startsIn1904, dateStyles })
        cell = null
      }
      if (name !== 'row' || !row) return
      cellCount += row.cells.length
      if (row.cells.some(Boolean)) rows.push(row)
      row = null
      assertFits(Math.max(0, rows.length - 20), widest, { ...limits, cells: Number.POSITIVE_INFINITY })
      if (cellCount > limits.cells) assertFits(limits.rows + 1, 1, limits)
    },
  })
  return rows
}

/** The position of a cell such as `AB12`. */
function columnOf(reference: string): number {
  let at = 0
  for (const letter of reference.slice(0, 4)) {
    if (!/[A-Z]/.test(letter)) break
    at = at * 26 + letter.charCodeAt(0) - 64
  }
  return Math.max(0, at - 1)
}

function cellText(
  text: string,
  { type, style }: { type: string; style: number },
  strings: string[],
  { startsIn1904, dateStyles }: Pick<Workbook, 'startsIn1904' | 'dateStyles'>,
): string {
  if (type === 's') return (strings[Number(text)] ?? '').trim()
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type === 'e') return ''
  const value = Number(text)
  if (type !== 'n' || text === '' || !Number.isFinite(value)) return text.trim()
  if (dateStyles.has(style)) return serialDate(value, startsIn1904)
  return String(value)
}

const DAY_MS = 86_400_000

/** Excel counts days since 1899-12-30, or since 1904-01-01 in workbooks of old Macs. */
function serialDate(serial: number, startsIn1904: boolean): string {
  const start = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const at = new Date(start + Math.round(serial * DAY_MS))
  if (Number.isNaN(at.getTime()) || serial < 1) return String(serial)
  const [day = '', time = ''] = at.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`
}
