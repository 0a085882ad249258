import type Stripe from 'stripe'
import { formatMoney } from '@/packages/stripe-emulator/src/core/money'
import { ACCOUNT } from '@/packages/stripe-emulator/src/core/world'
import { standingWords } from '@/packages/stripe-emulator/src/pages/invoice-page'
import { shortDate } from './invoice-lines'

/** US letter, in points. */
const PAGE = { width: 612, height: 792, margin: 54 }
const LINES_A_PAGE = 18

interface Text {
  x: number
  y: number
  size: number
  text: string
  bold?: boolean
  /** Right-aligned: x is where the text ends. */
  end?: boolean
}

/** Helvetica widths in thousandths of the size, for the characters used in amounts. */
const FIGURE_WIDTHS: Record<string, number> = { ',': 278, '.': 278, '-': 333, ' ': 278, '/': 278 }

function widthOf(text: string, size: number): number {
  let thousandths = 0
  for (const char of text) thousandths += FIGURE_WIDTHS[char] ?? 556
  return (thousandths * size) / 1000
}

/** PDF strings are Latin-1; other characters become the nearest equivalent. */
function literal(text: string): string {
  const latin = text
    .replaceAll('–', '-')
    .replaceAll('’', "'")
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
  return `(${latin.replace(/[\\()]/g, '\\$&')})`
}

function draw({ x, y, size, text, bold, end }: Text): string {
  const left = end ? x - widthOf(text, size) : x
  return `BT /${bold ? 'F2' : 'F1'} ${size} Tf ${left.toFixed(2)} ${y.toFixed(2)} Td ${literal(text)} Tj ET`
}

const addressWords = ({ customer_address: address }: Stripe.Invoice): string =>
  [address?.line1, address?.city, address?.state, address?.postal_code, address?.country]
    .filter(Boolean)
    .join(', ')

const taxIdWords = ({ customer_tax_ids: taxIds }: Stripe.Invoice): string =>
  (taxIds ?? []).map(({ type, value }) => `${type.replaceAll('_', ' ').toUpperCase()} ${value}`).join(', ')

function header(invoice: Stripe.Invoice): Text[] {
  const { margin, width, height } = PAGE
  const top = height - margin
  const facts = [
    ['Invoice number', invoice.number ?? 'Draft'],
    ['Date of issue', shortDate(invoice.effective_at ?? invoice.created)],
    ['Status', standingWords(invoice)],
  ] as const
  return [
    { x: margin, y: top - 20, size: 22, text: 'Invoice', bold: true },
    { x: width - margin, y: top - 18, size: 14, text: ACCOUNT.name, bold: true, end: true },
    ...facts.flatMap(([name, value], i) => [
      { x: margin, y: top - 52 - i * 16, size: 10, text: name, bold: true },
      { x: margin + 110, y: top - 52 - i * 16, size: 10, text: value },
    ]),
    { x: margin, y: top - 120, size: 10, text: 'Bill to', bold: true },
    { x: margin, y: top - 136, size: 10, text: invoice.customer_name ?? invoice.customer_email ?? '' },
    { x: margin, y: top - 151, size: 10, text: invoice.customer_name ? (invoice.customer_email ?? '') : '' },
    { x: margin + 260, y: top - 136, size: 10, text: addressWords(invoice) },
    { x: margin + 260, y: top - 151, size: 10, text: taxIdWords(invoice) },
  ]
}

function body(invoice: Stripe.Invoice, lines: Stripe.InvoiceLineItem[], isLast: boolean): Text[] {
  const { margin, width, height } = PAGE
  const right = width - margin
  let y = height - margin - 190
  const texts: Text[] = [
    { x: margin, y, size: 9, text: 'Description', bold: true },
    { x: right - 110, y, size: 9, text: 'Qty', bold: true, end: true },
    { x: right, y, size: 9, text: 'Amount', bold: true, end: true },
  ]
  for (const line of lines) {
    y -= 24
    const period = `${shortDate(line.period.start)} - ${shortDate(line.period.end)}`
    texts.push(
      { x: margin, y, size: 10, text: line.description ?? '' },
      { x: margin, y: y - 10, size: 8, text: period },
      { x: right - 110, y, size: 10, text: String(line.quantity ?? 1), end: true },
      { x: right, y, size: 10, text: formatMoney(line.amount, line.currency), end: true },
    )
  }
  if (!isLast) return texts
  const creditCents = invoice.total - invoice.amount_due
  const taxCents = (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0)
  const discountCents = invoice.subtotal - (invoice.total_excluding_tax ?? invoice.subtotal)
  const sums: Array<readonly [string, number]> = [['Subtotal', invoice.subtotal]]
  if (discountCents !== 0) sums.push(['Discount', -discountCents])
  if (taxCents !== 0) sums.push(['Tax', taxCents])
  sums.push(['Total', invoice.total])
  if (creditCents !== 0) sums.push(['Applied balance', -creditCents])
  sums.push(['Amount due', invoice.amount_due])
  if (invoice.status === 'paid') sums.push(['Amount paid', invoice.amount_paid])
  y -= 14
  for (const [name, cents] of sums) {
    y -= 18
    texts.push(
      { x: right - 200, y, size: 10, text: name, bold: true },
      { x: right, y, size: 10, text: formatMoney(cents, invoice.currency), end: true },
    )
  }
  return texts
}

/** A simple searchable PDF with one text layer and two base fonts. */
export function invoicePdf(invoice: Stripe.Invoice): Buffer {
  const lines = invoice.lines.data
  const pages = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE))
  const contents = Array.from({ length: pages }, (_, page) => {
    const some = lines.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE)
    return [...header(invoice), ...body(invoice, some, page === pages - 1)].map(draw).join('\n')
  })
  return assemble(contents)
}

/** Objects 1 to 4 are the catalog, page tree and fonts; each page then uses two: itself and its content. */
function assemble(contents: readonly string[]): Buffer {
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const kids = contents.map((_, i) => `${5 + i * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...contents.flatMap((content, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents ${6 + i * 2} 0 R ` +
        '/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>',
      `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  let file = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [i, object] of objects.entries()) {
    offsets.push(Buffer.byteLength(file, 'latin1'))
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
  }
  const start = Buffer.byteLength(file, 'latin1')
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
