import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { guarded } from '@/lib/auth/guarded'
import type { WorkspaceContext } from '@/lib/core/context'
import { readFile } from '@/lib/files/files'
import { localDisk } from '@/lib/files/local-disk'
import { makeTeam, refuses, verbsOf } from '../testing'
import { BrandInput, brandWithLogo, changeBrand, readBrand } from './brand'

const folder = await mkdtemp(join(tmpdir(), 'brands-'))
beforeAll(() => {
  Object.assign(globalThis, { marketTrakFiles: localDisk(folder) })
})
afterAll(async () => {
  await disconnect()
  await rm(folder, { recursive: true, force: true })
})

const harbour = { agencyName: 'Harbour & Vale', color: '#803010' }
const logo = async () => {
  const bytes = await sharp({ create: { width: 300, height: 120, channels: 3, background: '#803010' } })
    .png()
    .toBuffer()
  return new Blob([new Uint8Array(bytes)])
}
/** Saves the brand like the settings page. */
const saveBrandAs = (ctx: WorkspaceContext, input: object) =>
  guarded(
    {
      input: BrandInput,
      permission: 'workspace.manage',
      where: 'test',
      proof: async () => null,
      context: async () => ctx,
    },
    () => input,
    changeBrand,
  )

test('R31: owners and admins can change the brand, repeating changes nothing, and members can’t', async () => {
  const { owner, admin, member } = await makeTeam()
  expect(await saveBrandAs(owner, { ...harbour, logo: await logo() })).toMatchObject({ ok: true })
  expect(await saveBrandAs(admin, { ...harbour, logo: await logo() })).toMatchObject({ ok: true })
  expect(await saveBrandAs(member, { ...harbour, agencyName: 'Mine now' })).toMatchObject({
    ok: false,
    code: 'forbidden',
  })
  expect(await brandWithLogo(owner.workspaceId)).toMatchObject(harbour)
  expect(await verbsOf(owner.workspaceId)).toEqual(['workspace.brand'])
  await refuses(changeBrand(owner, { ...harbour, logo: new Blob(['<svg/>']) }), 'picture.unreadable')
  await changeBrand(owner, { ...harbour, removeLogo: 'yes' })
  expect((await brandWithLogo(owner.workspaceId)).logo).toBeNull()
})

test('R35: another workspace keeps its own brand and cannot open this one’s logo', async () => {
  const [ours, theirs] = [await makeTeam(), await makeTeam('Lake Homes')]
  await changeBrand(ours.owner, { ...harbour, logo: await logo() })
  const { logoFileName } = await readBrand(ours.owner.workspaceId)
  expect(await readBrand(theirs.owner.workspaceId)).toMatchObject({
    agencyName: 'Lake Homes',
    logoFileName: null,
  })
  expect(await readFile(theirs.owner.workspaceId, logoFileName ?? '')).toBeNull()
  expect(await readFile(ours.owner.workspaceId, logoFileName ?? '')).not.toBeNull()
})

test('BrandInput refuses colors too light for white text, and an empty name', async () => {
  const { owner } = await makeTeam()
  expect(await saveBrandAs(owner, { ...harbour, color: '#ffee00' })).toMatchObject({ ok: false })
  expect(await saveBrandAs(owner, { ...harbour, agencyName: ' ' })).toMatchObject({ ok: false })
  expect(await verbsOf(owner.workspaceId)).toEqual([])
})
