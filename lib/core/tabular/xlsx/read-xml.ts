import { setImmediate } from 'node:timers/promises'
import { SaxesParser } from 'saxes'

const BYTES_PER_TURN = 500_000

type Handlers = {
  open?: (name: string, attributes: Record<string, string>) => void
  close?: (name: string, text: string) => void
}

/**
 * Reads a part of a workbook. Names come without their prefix, and `close` gets the text since the last tag. Other work of
 * the process continues in between.
 */
export async function readXml(pieces: readonly Uint8Array[], { open, close }: Handlers): Promise<void> {
  const parser = new SaxesParser()
  const decoder = new TextDecoder()
  let text = ''
  parser.on('text', (part) => {
    text += part
  })
  parser.on('cdata', (part) => {
    text += part
  })
  parser.on('opentag', ({ name, attributes }) => {
    text = ''
    open?.(localName(name), attributes as Record<string, string>)
  })
  parser.on('closetag', ({ name }) => {
    close?.(localName(name), text)
    text = ''
  })
  let since = 0
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += BYTES_PER_TURN) {
      const part = piece.subarray(at, at + BYTES_PER_TURN)
      parser.write(decoder.decode(part, { stream: true }))
      since += part.length
      if (since < BYTES_PER_TURN) continue
      since = 0
      await setImmediate()
    }
  }
  parser.write(decoder.decode())
  parser.close()
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
