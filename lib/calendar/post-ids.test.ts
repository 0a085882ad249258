import { expect, test } from 'vitest'
import { keyId } from '@/lib/credits/decide/keys'
import { PictureInput } from '@/lib/posts/pictures/picture-link'
import { PostId, PostInput, ScheduleInput } from '@/lib/posts/post-input'
import { MoveInput } from './move-item'

test('every input schema accepts the id of a listing’s post', () => {
  for (let listing = 1; listing <= 64; listing += 1) {
    const id = keyId(`post:${listing}`)
    const accepted = [
      PostId.safeParse(id),
      PostInput.safeParse({ id, title: 'A home' }),
      ScheduleInput.safeParse({ id, sendAt: '' }),
      MoveInput.safeParse({ kind: 'post', id, to: '2026-12-01T09:30' }),
      PictureInput.safeParse({ w: 1, p: id, until: 1, s: '' }),
    ].map(({ success }) => success)
    expect(accepted, id).toEqual([true, true, true, true, true])
  }
})
