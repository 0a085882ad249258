import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { code } from '@/lib/core/testing'
import { decodePicture, MAX_PICTURE_PIXELS, pictureKind } from './pictures'

const plain = (width = 60, height = 40): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#3070c0' } })

const svg = (middle = '') =>
  Buffer.from(`<svg ${middle}xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>`)
/** "WEBP" at byte 8, where a WebP file has it, and everything else an SVG. */
const svgCalledWebp = () => {
  const drawing = Buffer.from('<svg    WEBP="" xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  expect(drawing.subarray(8, 12).toString()).toBe('WEBP')
  return drawing
}

/** A PNG header with a size and bit depth, and almost no data. */
function pngHeader(width: number, height: number, bits: 8 | 16): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    const named = Buffer.concat([Buffer.from(name), data])
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([size, named, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // True color, interlaced.
  header.set([bits, 2, 0, 0, 1], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('R41: pictureKind', () => {
  it('recognizes JPEG, PNG and WebP by their first bytes', async () => {
    expect(pictureKind(await plain().jpeg().toBuffer())).toBe('jpeg')
    expect(pictureKind(await plain().png().toBuffer())).toBe('png')
    expect(pictureKind(await plain().webp().toBuffer())).toBe('webp')
    expect(pictureKind(Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'))).toBe('heic')
  })

  it('recognizes nothing else', async () => {
    const others = [
      new Uint8Array(),
      svg(),
      svgCalledWebp(),
      Buffer.from('RIFF\0\0\0\0WAVE'),
      Buffer.from('%PDF-1.7'),
      Buffer.from('GIF89a'),
      Buffer.from('II*\0'),
      Buffer.from('\0\0\0\u0018ftypavif\0\0\0\0', 'latin1'),
      await plain().gif().toBuffer(),
      await plain().tiff().toBuffer(),
    ]
    expect(others.map(pictureKind)).toEqual(others.map(() => null))
  })
})

describe('R41: decodePicture', () => {
  const opened = (bytes: Uint8Array) =>
    code(decodePicture(1, bytes, (picture) => picture.resize(10, 10).png().toBuffer()))

  it('opens a picture and returns its size', async () => {
    const bytes = await plain().webp().toBuffer()
    const size = await decodePicture(1, bytes, async (picture, size) => {
      expect((await picture.resize(10, 10).png().toBuffer()).length).toBeGreaterThan(50)
      return size
    })
    expect(size).toEqual({ width: 60, height: 40 })
  })

  it.each([
    ['picture.unreadable', 'nothing', async () => new Uint8Array()],
    ['picture.unreadable', 'an SVG', async () => svg()],
    ['picture.unreadable', 'an SVG with WEBP at byte 8', async () => svgCalledWebp()],
    ['picture.unreadable', 'a GIF', () => plain().gif().toBuffer()],
    [
      'picture.unreadable',
      'half a JPEG',
      async () => (await plain(900, 900).jpeg().toBuffer()).subarray(0, 700),
    ],
    [
      'picture.unreadable',
      'a WebP signature and noise',
      async () => Buffer.from('RIFF\xff\xff\0\0WEBPVP8 \x01'),
    ],
    ['picture.heic', 'HEIC', async () => Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['picture.too-many-pixels', 'a PNG of 100 megapixels', async () => pngHeader(10_000, 10_000, 8)],
    [
      'picture.too-many-pixels',
      'one row too many',
      async () => pngHeader(5_000, MAX_PICTURE_PIXELS / 5_000 + 1, 8),
    ],
    ['picture.too-deep', 'an interlaced 16-bit PNG', async () => pngHeader(4_000, 4_000, 16)],
    ['picture.too-deep', 'a small 16-bit PNG', () => plain().toColourspace('rgb16').png().toBuffer()],
  ])('refuses with %s: %s', async (expected, _, bytes) => {
    expect(await opened(await bytes())).toBe(expected)
  })

  it('refuses a picture for its size or depth without decoding it', async () => {
    let decoded = false
    const attempt = decodePicture(1, pngHeader(60_000, 60_000, 16), async () => {
      decoded = true
    })
    expect(await code(attempt)).toBe('picture.too-many-pixels')
    expect(decoded).toBe(false)
  })

  it('disables every other loader of the image library', async () => {
    for (const bytes of [
      svg(),
      svgCalledWebp(),
      await plain().gif().toBuffer(),
      await plain().tiff().toBuffer(),
    ])
      await expect(sharp(bytes).metadata()).rejects.toThrow()
  })

  it('opens one picture at a time and limits how many one workspace can queue', async () => {
    const bytes = await plain().png().toBuffer()
    let open = 0
    let most = 0
    const work = async (picture: Sharp) => {
      open += 1
      most = Math.max(most, open)
      await picture.png().toBuffer()
      open -= 1
    }
    const many = Array.from({ length: 30 }, () => code(decodePicture('greedy', bytes, work)))
    const other = code(decodePicture('other', bytes, work))
    const outcomes = await Promise.all(many)
    expect(await other).toBe('no refusal')
    expect(most).toBe(1)
    expect(outcomes.filter((one) => one === 'no refusal').length).toBe(5)
    expect(outcomes.filter((one) => one === 'busy').length).toBe(25)
  })

  it('reports a picture that takes too long', async () => {
    const bytes = await plain().png().toBuffer()
    const slow = decodePicture(1, bytes, () => Promise.reject(new Error('timeout: 10s, 3% complete')))
    expect(await code(slow)).toBe('picture.too-slow')
  })
})
