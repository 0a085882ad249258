import { mkdir, writeFile } from 'node:fs/promises'
import { drawHome } from '@/lib/ai/built-in/drawing/draw-listing'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'

/**
 * Draws the images of the demo's listings into public/demo-homes with the product's drawing code. They are committed, so run
 * this only to change how they look: `node local/bootstrap.mjs run local/commands/pictures/draw-demo-homes.ts`
 */

const SIZE = { width: 1_200, height: 800 }
const HOMES: Partial<ListingFacts>[] = [
  { homeKind: 'house', seed: 11, waterside: false },
  { homeKind: 'townhouse', seed: 22, wallPaint: 'cream', doorPaint: 'navy' },
  { homeKind: 'modern', seed: 33, waterside: true },
  { homeKind: 'house', seed: 44, wallPaint: 'light green', doorPaint: 'red', roofPaint: 'brown' },
  { homeKind: 'modern', seed: 55 },
  { homeKind: 'house', seed: 66, waterside: true, wallPaint: 'light blue' },
  { homeKind: 'townhouse', seed: 77, doorPaint: 'green' },
  { homeKind: 'apartment', seed: 88 },
]
const VIEWS: { name: string; look: Partial<ListingFacts> }[] = [
  { name: '', look: { light: 'day' } },
  { name: '-evening', look: { light: 'golden', zoom: 1.3 } },
]

await mkdir('public/demo-homes', { recursive: true })
for (const [i, home] of HOMES.entries()) {
  for (const { name, look } of VIEWS) {
    const facts = ListingFacts.parse({
      headline: '',
      address: '',
      price: '',
      details: [],
      badge: '',
      agency: '',
      wish: '',
      format: 'link',
      palette: 'forest',
      layout: 'cover',
      waterside: false,
      focus: 'centre',
      zoom: 1,
      ...home,
      ...look,
    })
    await writeFile(`public/demo-homes/home-${i + 1}${name}.jpg`, await drawHome(facts, SIZE))
  }
}
