import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { auditEvents, workspaceBrands, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { keepFile, readFile } from '@/lib/files/files'
import { decodePicture } from '@/lib/files/pictures'

/** The brand on reports and emails. Defaults to the workspace's name in our own color. */
export type Brand = { agencyName: string; color: string; logoFileName: string | null }

const DEFAULT_COLOR = '#1f5a44'
const MIN_CONTRAST = 4.5
const MAX_LOGO_BYTES = 2_000_000
const LOGO_PIXELS = { width: 600, height: 240 }

export const BrandInput = z.object({
  agencyName: z.string().trim().min(1, 'Enter your agency’s name.').max(80),
  color: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, 'Enter a color such as #1f5a44.')
    .refine(
      (color) => contrastWithWhite(color) >= MIN_CONTRAST,
      'Choose a darker color. White text must be readable on it.',
    ),
  /** A new logo. Without one, the current logo is kept. */
  logo: z.instanceof(Blob).optional(),
  removeLogo: z.literal('yes').optional(),
})

export async function readBrand(workspaceId: number): Promise<Brand> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ name: workspaces.name, brand: workspaceBrands })
      .from(workspaces)
      .leftJoin(workspaceBrands, eq(workspaceBrands.workspaceId, workspaces.id))
      .where(eq(workspaces.id, workspaceId)),
  )
  if (!row?.brand) return { agencyName: row?.name ?? '', color: DEFAULT_COLOR, logoFileName: null }
  const { agencyName, color, logoFileName } = row.brand
  return { agencyName, color, logoFileName }
}

/** The brand with the logo's bytes (PNG). */
export async function brandWithLogo(workspaceId: number): Promise<Brand & { logo: Uint8Array | null }> {
  const brand = await readBrand(workspaceId)
  return { ...brand, logo: brand.logoFileName ? await readFile(workspaceId, brand.logoFileName) : null }
}

/** Does nothing if nothing changed. @throws Refusal `logo.too-large`, and those of `decodePicture` */
export async function changeBrand(ctx: WorkspaceContext, input: z.output<typeof BrandInput>): Promise<void> {
  const { workspaceId, userId } = ctx
  const before = await readBrand(workspaceId)
  const { agencyName, color } = input
  const logoFileName = await nextLogo(workspaceId, input, before.logoFileName)
  const brand = { agencyName, color, logoFileName }
  if (isDeepStrictEqual(brand, before)) return
  await inWorkspace(workspaceId, async (tx) => {
    await tx
      .insert(workspaceBrands)
      .values({ workspaceId, ...brand })
      .onConflictDoUpdate({ target: workspaceBrands.workspaceId, set: brand })
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'workspace.brand', detail: brand })
  })
}

async function nextLogo(
  workspaceId: number,
  { logo, removeLogo }: z.output<typeof BrandInput>,
  now: string | null,
): Promise<string | null> {
  if (logo && logo.size > 0) {
    if (logo.size > MAX_LOGO_BYTES)
      throw new Refusal('logo.too-large', 'The logo is too large. Choose a file of up to 2 MB.')
    return keepFile(workspaceId, await readLogo(workspaceId, new Uint8Array(await logo.arrayBuffer())), 'png')
  }
  return removeLogo ? null : now
}

/** Re-encodes a logo, to remove metadata and anything else hidden in the file. */
const readLogo = (workspaceId: number, bytes: Uint8Array): Promise<Uint8Array> =>
  decodePicture(workspaceId, bytes, (picture) =>
    picture
      .rotate()
      .resize(LOGO_PIXELS.width, LOGO_PIXELS.height, { fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer(),
  )

/** The WCAG contrast ratio, from 1 to 21. */
function contrastWithWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
