import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type DrawingFont, renderElement } from '@/lib/ai/built-in/drawing/draw-listing'
import { Refusal } from '@/lib/core/errors'
import { makeTurns, NoTurn } from '@/lib/core/process/turns'
import { formatDate, formatNumber } from '@/lib/core/text/format'
import { mainFont, runsOf } from '@/lib/files/pdf/fonts'
import { COUNTY, formatPrice, shortPrice, unitLabel } from '@/lib/sales/shared/measures'
import type { ShownAgent } from '@/lib/workspaces/agent-card/agent-card'
import type { Figures } from '../figures/figures'
import { findingOf } from '../shared/finding'

/** The picture that networks and messages show for the link of a report. Drawn by us from the report alone. */

export const PICTURE_SIZE = { width: 1200, height: 630 }

type Brand = { agencyName: string; color: string; logo: Uint8Array | null }
export type PictureInput = { figures: Figures; brand: Brand; agent: ShownAgent | null }

/** About 5 MB of pictures. A picture is the same for the same report, brand and card. */
const MOST_KEPT = 64
const kept = new Map<string, Promise<Uint8Array>>()

/** One at a time for each agency, a few for a process: each takes some tenths of a second of a processor. */
const turns = makeTurns({
  maxConcurrent: 2,
  maxConcurrentPerKey: 1,
  maxWaiting: 40,
  maxWaitingPerKey: 10,
  maxWaitMs: 15_000,
  maxRunMs: 30_000,
})

/** As PNG. @throws Refusal `busy` */
export async function linkPicture(workspaceId: number, input: PictureInput): Promise<Uint8Array> {
  const key = hash('sha256', JSON.stringify([workspaceId, keyOf(input)]), 'hex')
  const known = kept.get(key)
  if (known) {
    // The most recently used is last, so that the first is the one to forget.
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const drawn = turns(String(workspaceId), () => draw(input)).catch((error) => {
    kept.delete(key)
    throw error instanceof NoTurn
      ? new Refusal('busy', 'Many pictures are being drawn right now. Try again in a minute.', {
          retryAfterSeconds: 60,
        })
      : error
  })
  kept.set(key, drawn)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
  return drawn
}

async function draw(input: PictureInput): Promise<Uint8Array> {
  const { figures, brand, agent } = input
  return renderElement(
    drawLink(input),
    PICTURE_SIZE,
    await fontsFor(
      `${figures.areaName} ${figures.data?.name ?? ''} ${brand.agencyName} ${agent?.name ?? ''}`,
    ),
  )
}

/** The fonts of the PDF for letters that the picture's own fonts do not have. */
async function fontsFor(names: string): Promise<DrawingFont[]> {
  const main = mainFont('bold').name
  const others = new Map(
    runsOf(names, 'bold').flatMap(({ font }) =>
      font.name === main ? [] : [[font.name, font.file] as const],
    ),
  )
  return Promise.all(
    [...others].map(async ([name, file]) => ({
      name,
      data: await readFile(file),
      weight: 600 as const,
      style: 'normal' as const,
    })),
  )
}

const digest = (bytes: Uint8Array | null) => bytes && hash('sha256', bytes, 'hex')

/** What the picture shows. */
const keyOf = ({ figures, brand, agent }: PictureInput) => [
  findingOf(figures),
  figures.salesCount,
  figures.priceUsd?.median,
  figures.pricePerSqftUsd?.median,
  figures.volumeUsd,
  figures.period,
  brand.agencyName,
  brand.color,
  digest(brand.logo),
  agent && [agent.name, agent.phone, digest(agent.photo)],
]

type Element = { type: string; props: Record<string, unknown> }
const box = (style: object, ...children: (Element | string | null)[]): Element => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children: children.filter((child) => child !== null) },
})
const picture = (bytes: Uint8Array, type: 'png' | 'jpeg', style: object): Element => ({
  type: 'img',
  props: { src: `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`, style },
})

function drawLink({ figures, brand, agent }: PictureInput): Element {
  const { headline } = findingOf(figures)
  const { from, to } = figures.period
  return box(
    {
      width: '100%',
      height: '100%',
      flexDirection: 'column',
      backgroundColor: '#fbfaf6',
      color: '#1d2521',
      fontFamily: 'Geist',
      fontWeight: 500,
    },
    box(
      {
        height: 110,
        padding: '0 64px',
        alignItems: 'center',
        justifyContent: 'space-between',
        backgroundColor: brand.color,
        color: '#ffffff',
      },
      box(
        { alignItems: 'center' },
        brand.logo &&
          box(
            { backgroundColor: '#ffffff', borderRadius: 8, padding: 8, marginRight: 24 },
            picture(brand.logo, 'png', { height: 56, maxWidth: 190, objectFit: 'contain' }),
          ),
        box({ fontSize: 34, fontWeight: 600 }, cut(brand.agencyName, 34)),
      ),
      box({ fontSize: 26 }, 'Market report'),
    ),
    box(
      { flexGrow: 1, flexDirection: 'column', justifyContent: 'center', padding: '0 64px' },
      box(
        {
          fontFamily: 'Playfair Display',
          fontWeight: 600,
          fontSize: headline.length > 48 ? 58 : 70,
          lineHeight: 1.1,
        },
        cut(headline, 90),
      ),
      box(
        { marginTop: 18, fontSize: 26, color: '#5b655f' },
        `${formatDate(from, 'UTC')} – ${formatDate(to, 'UTC')}`,
      ),
    ),
    box(
      { padding: '0 64px', marginBottom: agent ? 26 : 60 },
      ...tilesOf(figures).map(([name, value]) =>
        box(
          { flexDirection: 'column', width: 268 },
          box({ fontSize: 24, color: '#5b655f' }, name),
          box({ fontSize: 46, fontWeight: 600 }, value),
        ),
      ),
    ),
    agent &&
      box(
        {
          height: 92,
          padding: '0 64px',
          alignItems: 'center',
          borderTop: '2px solid #e2e1d9',
          fontSize: 28,
          backgroundColor: '#ffffff',
        },
        agent.photo &&
          picture(agent.photo, 'jpeg', { width: 64, height: 64, borderRadius: 32, marginRight: 20 }),
        box({ fontWeight: 600 }, cut(agent.name, 40)),
        agent.phone ? box({ marginLeft: 24, color: '#5b655f' }, agent.phone) : null,
      ),
  )
}

/** Three or four numbers: those that there are. */
function tilesOf({
  salesCount,
  priceUsd,
  pricePerSqftUsd,
  volumeUsd,
  data = COUNTY,
}: Figures): [string, string][] {
  return [
    ...(priceUsd ? [['Median price', formatPrice(priceUsd.median, data)] as [string, string]] : []),
    ['Homes sold', formatNumber(salesCount)],
    ...(pricePerSqftUsd
      ? [[`Per ${unitLabel(data)}`, formatPrice(pricePerSqftUsd.median, data)] as [string, string]]
      : []),
    ['Sales volume', shortPrice(volumeUsd, data)],
  ]
}

const cut = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text
