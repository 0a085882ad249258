import { strToU8, zipSync } from 'fflate'

type Cell = string | number | boolean | { day: number }

/** A small .xlsx workbook as Excel writes it: shared strings, styled dates, and a hidden sheet before the visible one. */
export function workbook(rows: Cell[][], { sheet }: { sheet?: string } = {}): Uint8Array {
  const strings: string[] = []
  const shared = (text: string) => strings.push(text) - 1
  const cells = rows.map((row, r) => {
    const inside = row.map((cell, c) => {
      const at = `${column(c)}${r + 1}`
      if (cell === '') return ''
      if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${shared(cell)}</v></c>`
      if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
      if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
      return `<c r="${at}" s="1"><v>${cell.day}</v></c>`
    })
    return `<row r="${r + 1}">${inside.join('')}</row>`
  })
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="Lists" state="hidden" r:id="rId1"/><sheet name="Contacts" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>hidden@people.example</t></is></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': sheet ?? `<worksheet><sheetData>${cells.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

function column(at: number): string {
  const before = Math.floor(at / 26)
  return (before > 0 ? column(before - 1) : '') + String.fromCharCode(65 + (at % 26))
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
