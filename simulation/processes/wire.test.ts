import { describe, expect, it } from 'vitest'
import { isCommitted, Messages } from './wire'

function message(type: string, text: string): Buffer {
  const body = Buffer.from(`${text}\0`)
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}

describe('messages of the wire', () => {
  it('are the same however the bytes are split', () => {
    const bytes = Buffer.concat([message('', 'user'), message('Q', 'begin'), message('Q', 'commit')])
    for (const size of [1, 3, bytes.length]) {
      const messages = new Messages('client')
      const types: string[] = []
      for (let at = 0; at < bytes.length; at += size)
        for (const { type } of messages.take(bytes.subarray(at, at + size))) types.push(type)
      expect(types).toEqual(['', 'Q', 'Q'])
    }
  })

  it('distinguish a commit from other commands', () => {
    const [commit, rollback] = [message('C', 'COMMIT'), message('C', 'ROLLBACK')]
    const found = [...new Messages('server').take(Buffer.concat([commit, rollback]))].map(isCommitted)
    expect(found).toEqual([true, false])
  })
})
