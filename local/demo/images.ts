import { system } from '@/db/client'
import { images } from '@/db/schema'
import { drawListing } from '@/lib/ai/built-in/drawing/draw-listing'
import { type ListingFacts, layoutNames } from '@/lib/ai/built-in/drawing/listing-facts'
import { builtInPainterLabel } from '@/lib/ai/image-model'
import { keepFile } from '@/lib/files/files'
import { briefOf, type ImageFields } from '@/lib/images/edits/brief'
import { readInstruction } from '@/lib/images/edits/instructions'
import type { PastImage } from './past.ts'

/** A few homes, so a demo with many images is drawn in seconds. */
const HOMES: ImageFields[] = [
  {
    headline: 'A garden home near Green Lake',
    address: '8215 Ashworth Ave N, Seattle',
    price: '$845,000',
    details: '4 bed, 2.5 bath, 1,950 sq ft',
    badge: 'Just listed',
    wish: 'a family home in daylight, forest, cover layout',
    format: 'square',
  },
  {
    headline: 'Light on three sides',
    address: '1420 E Pine St, Seattle',
    price: '$615,000',
    details: '2 bed, 1 bath, 980 sq ft',
    badge: 'Open house',
    wish: 'an apartment at dusk, plum, panel layout',
    format: 'story',
  },
  {
    headline: 'Steps from the water',
    address: '4011 Beach Dr SW, Seattle',
    price: '$1,280,000',
    details: '4 bed, 3 bath, 2,640 sq ft',
    badge: 'New',
    wish: 'a modern home at the waterfront, sunset, sea, frame layout',
    format: 'portrait',
  },
  {
    headline: 'Room to grow in Ballard',
    address: '2846 NW 70th St, Seattle',
    price: '$729,000',
    details: '3 bed, 2 bath, 1,610 sq ft',
    badge: 'New price',
    wish: 'a craftsman house in autumn, clay, gallery layout',
    format: 'link',
  },
  {
    headline: 'Quiet street, short walk to the park',
    address: '5609 Kensington Pl N, Seattle',
    price: '$912,000',
    details: '3 bed, 2.5 bath, 2,080 sq ft',
    badge: 'Just listed',
    wish: 'a townhouse on a sunny day, stone, frame layout',
    format: 'square',
  },
]
const EDITS = ['badge: Sold', 'black and white'] as const

type Row = typeof images.$inferInsert
type Version = Pick<Row, 'rootId' | 'parentId' | 'instruction'> & { brief: ListingFacts }

/** Seeds the images of the past ledger entries: drawn by the product's own code, backdated. */
export async function seedImages(
  workspaceId: number,
  agency: string,
  past: readonly PastImage[],
): Promise<void> {
  const drawn = new Map<string, Promise<string>>()
  const rows: Row[] = []
  let root: Version | null = null
  for (const { id, action, holdId, actorId, at } of past) {
    const version: Version =
      action === 'image.generate' || !root ? firstOf(id, agency, rows) : nextOf(root, action, rows)
    if (version.parentId === null) root = version
    const { brief } = version
    const key = JSON.stringify(brief)
    const fileName = drawn.get(key) ?? draw(workspaceId, brief)
    drawn.set(key, fileName)
    rows.push({
      ...version,
      workspaceId,
      id,
      action,
      title: brief.headline,
      status: 'ready',
      progressPercent: 100,
      holdId,
      fileName: await fileName,
      model: builtInPainterLabel,
      createdBy: actorId,
      createdAt: new Date(at),
      finishedAt: new Date(at + 2_000),
    })
  }
  if (rows.length > 0) await system().insert(images).values(rows)
}

function firstOf(id: string, agency: string, before: readonly Row[]): Version {
  const index = before.filter(({ parentId }) => parentId === null).length % HOMES.length
  const brief = briefOf(HOMES[index] as ImageFields, agency, index + 1)
  return { rootId: id, parentId: null, instruction: null, brief }
}

/** Every version is based on the first one. */
function nextOf({ rootId, brief }: Version, action: PastImage['action'], before: readonly Row[]): Version {
  if (action === 'image.edit') {
    const edits = before.filter((row) => row.rootId === rootId && row.action === 'image.edit').length
    const instruction = EDITS[edits % EDITS.length] as string
    return { rootId, parentId: rootId, instruction, brief: readInstruction(instruction, brief) }
  }
  const layout = layoutNames[(layoutNames.indexOf(brief.layout) + 1) % layoutNames.length] ?? brief.layout
  return { rootId, parentId: rootId, instruction: null, brief: { ...brief, layout, seed: brief.seed + 100 } }
}

async function draw(workspaceId: number, brief: ListingFacts): Promise<string> {
  return keepFile(workspaceId, await drawListing(brief, null), 'png')
}
