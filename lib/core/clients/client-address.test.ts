import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { clientAddress } from './client-address'
import { CLIENT_ADDRESS_HEADER, markClientAddresses } from './mark-client-addresses'

describe('R42: clientAddress only uses entries of trusted proxies', () => {
  test.each([
    ['no proxy: the socket, whatever the header says', '203.0.113.9', '1.1.1.1', 0, '203.0.113.9'],
    ['no proxy and no header', '203.0.113.9', undefined, 0, '203.0.113.9'],
    ['one proxy: the entry it appended', '10.0.0.1', '198.51.100.7', 1, '198.51.100.7'],
    ['one proxy: a forged first entry is ignored', '10.0.0.1', '1.1.1.1, 198.51.100.7', 1, '198.51.100.7'],
    [
      'two proxies: the second from the right',
      '10.0.0.1',
      '1.1.1.1, 198.51.100.7, 10.0.0.2',
      2,
      '198.51.100.7',
    ],
    ['fewer entries than proxies: the socket', '10.0.0.1', '198.51.100.7', 2, '10.0.0.1'],
    ['no entries behind a proxy: the socket', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['an entry that is no address: the socket', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['an entry with a port', '10.0.0.1', '198.51.100.7:4711', 1, '198.51.100.7'],
    ['IPv6 with brackets and port', '10.0.0.1', '[2001:db8:0:1::5]:443', 1, '2001:db8:0:1::/64'],
    ['IPv6 of one network is one client', '2001:db8:0:1:aaaa::9', undefined, 0, '2001:db8:0:1::/64'],
    ['IPv4 in IPv6 spelling', '::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
    ['empty entries do not count', '10.0.0.1', '1.1.1.1,, 198.51.100.7, ', 1, '198.51.100.7'],
    ['no socket', undefined, '1.1.1.1', 0, 'unknown'],
  ])('%s', (_case, socket, forwarded, hops, wanted) => {
    expect(clientAddress(socket, forwarded, hops)).toBe(wanted)
  })

  test('treats repeated headers as one list', () => {
    expect(clientAddress('10.0.0.1', ['1.1.1.1', '2.2.2.2, 198.51.100.7'], 1)).toBe('198.51.100.7')
  })

  test.each([
    [0, '127.0.0.1'],
    [1, '198.51.100.7'],
  ])(
    'every request is marked before a handler sees it, over what its sender claims (%i hops)',
    async (hops, wanted) => {
      const stop = markClientAddresses(hops)
      const server = createServer((asked, response) => response.end(asked.headers[CLIENT_ADDRESS_HEADER]))
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      try {
        const { port } = server.address() as AddressInfo
        const headers = { [CLIENT_ADDRESS_HEADER]: '6.6.6.6', 'x-forwarded-for': '1.1.1.1, 198.51.100.7' }
        const seen = await new Promise<string>((resolve, reject) => {
          request({ host: '127.0.0.1', port, headers }, async (answer) => {
            let text = ''
            for await (const piece of answer) text += piece
            resolve(text)
          })
            .on('error', reject)
            .end()
        })
        expect(seen).toBe(wanted)
      } finally {
        stop()
        server.close()
      }
    },
  )
})
