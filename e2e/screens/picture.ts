import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'screens')
const QUALITY = 62
/** A long page is shown as far as it matters. */
const MOST_HEIGHT = 4_800

export const looks = [
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 1440 },
] as const
export type Look = (typeof looks)[number]

export async function takeOn(page: Page, { theme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: 900 })
}

/** Keeps what the page looks like, at half its size and as WebP: the folder stays at a few megabytes. */
export async function keepPicture(page: Page, name: string, look: Look, whole = true): Promise<void> {
  if (whole) await seeAll(page)
  await keep(await page.screenshot({ fullPage: whole, animations: 'disabled' }), name, look)
}

/** Keeps a part of a page, in its own size. */
export async function keepPart(part: Locator, name: string, look: Look): Promise<void> {
  await keep(await part.screenshot({ animations: 'disabled' }), name, look)
}

/** Keeps a file as it is. */
export function keepFile(bytes: Uint8Array, name: string): void {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, name), bytes)
}

async function keep(shot: Buffer, name: string, look: Look): Promise<void> {
  const { width = look.width, height = 900 } = await sharp(shot).metadata()
  const small = await sharp(shot)
    .extract({ left: 0, top: 0, width, height: Math.min(height, MOST_HEIGHT) })
    .resize({ width: Math.round(width * (look.width > 600 ? 0.5 : 0.75)) })
    .webp({ quality: QUALITY })
    .toBuffer()
  keepFile(small, `${name}-${look.width}-${look.theme}.webp`)
}

/** Charts load when they come into view. */
async function seeAll(page: Page): Promise<void> {
  const chart = page.getByRole('region', { name: 'Credit usage' })
  if ((await chart.count()) > 0) {
    await chart.scrollIntoViewIfNeeded()
    if ((await chart.getByText('Show as table').count()) > 0) await chart.getByRole('application').waitFor()
  }
  await page.evaluate(() => window.scrollTo(0, 0))
}
