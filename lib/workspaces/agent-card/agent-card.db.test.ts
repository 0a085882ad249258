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
import { removeMember } from '../members/remove-member'
import { makeTeam, refuses, verbsOf } from '../testing'
import { AgentCardInput, readAgentCard, readShownAgent, saveAgentCard } from './agent-card'

const folder = await mkdtemp(join(tmpdir(), 'agents-'))
beforeAll(() => {
  Object.assign(globalThis, { marketTrakFiles: localDisk(folder) })
})
afterAll(async () => {
  await disconnect()
  await rm(folder, { recursive: true, force: true })
})

const pat = { name: 'Pat Agent', phone: '(206) 555-0100', email: 'pat@harbour.test', license: 'WA 12345' }
const photo = async (background = '#803010') => {
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .withExif({ IFD0: { Artist: 'Secret Artist' } })
    .png()
    .toBuffer()
  return new Blob([new Uint8Array(bytes)])
}
/** Saves the card like the profile page. */
const saveAs = (ctx: WorkspaceContext, input: object) =>
  guarded(
    {
      input: AgentCardInput,
      permission: 'workspace.read',
      where: 'test',
      proof: async () => null,
      context: async () => ctx,
    },
    () => input,
    saveAgentCard,
  )

test('R45: a member has no card until they save one, and each has their own', async () => {
  const { owner, member } = await makeTeam()
  expect(await readShownAgent(owner.workspaceId, member.userId)).toBeNull()
  expect(await saveAs(member, pat)).toMatchObject({ ok: true })
  expect(await saveAs(member, pat)).toMatchObject({ ok: true })
  expect(await readAgentCard(owner.workspaceId, member.userId)).toEqual({ ...pat, photoFileName: null })
  expect(await readAgentCard(owner.workspaceId, owner.userId)).toBeNull()
  // The second save changed nothing.
  expect(await verbsOf(owner.workspaceId)).toEqual(['member.card'])
})

test('the photo becomes a small square JPEG without metadata, and a replaced one is deleted', async () => {
  const { member } = await makeTeam()
  const { workspaceId, userId } = member
  await saveAgentCard(member, { ...pat, photo: await photo() })
  const first = (await readAgentCard(workspaceId, userId))?.photoFileName ?? ''
  const shown = await readShownAgent(workspaceId, userId)
  const { format, width, height, exif } = await sharp(shown?.photo ?? undefined).metadata()
  expect({ format, width, height, exif }).toEqual({
    format: 'jpeg',
    width: 320,
    height: 320,
    exif: undefined,
  })
  await saveAgentCard(member, { ...pat, phone: '' })
  expect((await readAgentCard(workspaceId, userId))?.photoFileName).toBe(first)
  await saveAgentCard(member, { ...pat, photo: await photo('#102030') })
  expect(await readFile(workspaceId, first)).toBeNull()
  await saveAgentCard(member, { ...pat, removePhoto: 'yes' })
  expect((await readShownAgent(workspaceId, userId))?.photo).toBeNull()
  await refuses(saveAgentCard(member, { ...pat, photo: new Blob(['<svg/>']) }), 'picture.unreadable')
})

test('R35: another workspace has no card of this person, and a card goes with its member', async () => {
  const [ours, theirs] = [await makeTeam(), await makeTeam('Lake Homes')]
  const { workspaceId } = ours.owner
  await saveAgentCard(ours.member, { ...pat, photo: await photo('#405060') })
  const file = (await readAgentCard(workspaceId, ours.member.userId))?.photoFileName ?? ''
  expect(await readFile(theirs.owner.workspaceId, file)).toBeNull()
  expect(await readAgentCard(theirs.owner.workspaceId, ours.member.userId)).toBeNull()
  await removeMember(ours.owner, { userId: ours.member.userId })
  expect(await readAgentCard(workspaceId, ours.member.userId)).toBeNull()
  expect(await readFile(workspaceId, file)).toBeNull()
})

test.each([
  [{ name: ' ' }],
  [{ phone: 'call me' }],
  [{ phone: 'javascript:alert(1)' }],
  [{ email: 'not an address' }],
  [{ license: 'x'.repeat(61) }],
])('AgentCardInput refuses %j', async (wrong) => {
  const { member } = await makeTeam()
  expect(await saveAs(member, { ...pat, ...wrong })).toMatchObject({ ok: false })
  expect(await verbsOf(member.workspaceId)).toEqual([])
})

test.each(['206-555-0100', '+49 30 1234567', '206.555.0100 x12', '206 555 0100 ext. 4'])(
  'AgentCardInput accepts the phone number %s',
  (phone) => {
    expect(AgentCardInput.parse({ ...pat, phone }).phone).toBe(phone)
  },
)
