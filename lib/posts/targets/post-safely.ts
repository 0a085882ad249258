import { lookup as resolve } from 'node:dns'
import { type RequestOptions, request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address'

/** What came of it: an answer with its status, or why there was none. */
export type Answer = { status: number } | { status: null; why: string }

/** For tests alone: which addresses may be asked, and what is trusted. */
export type Reach = Pick<RequestOptions, 'ca'> & { mayAsk: (address: string) => boolean }

const LONGEST_MS = 10_000
const publicOnly: Reach = { mayAsk: isPublicAddress }

/**
 * Sends a body to an address that somebody typed in. Asks only addresses of the open internet: the name is resolved here
 * and the connection goes to what was checked, so a name cannot lead elsewhere in between. Over TLS, never redirected,
 * within ten seconds; of the answer only its status is taken.
 */
export function postSafely(
  url: string,
  body: string,
  headers: Record<string, string>,
  reach: Reach = publicOnly,
): Promise<Answer> {
  const { protocol, hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol !== 'https:')
    return Promise.resolve({ status: null, why: 'The address must begin with https.' })
  // A number needs no resolving, and so would pass by the lookup below.
  if (isIP(host) && !reach.mayAsk(host)) return Promise.resolve({ status: null, why: NOT_PUBLIC })
  return new Promise((settle) => {
    const asked = request(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
      lookup: checkedLookup(reach.mayAsk),
      signal: AbortSignal.timeout(LONGEST_MS),
      agent: false,
      ...(reach.ca && { ca: reach.ca }),
    })
    asked.once('response', (response) => {
      settle({ status: response.statusCode ?? 0 })
      response.on('error', () => {})
      response.destroy()
    })
    asked.on('error', (error: NodeJS.ErrnoException) => settle({ status: null, why: whyOf(error) }))
    asked.end(body)
  })
}

const NOT_PUBLIC = 'This address is not on the open internet.'

function checkedLookup(mayAsk: Reach['mayAsk']): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      // One closed address among them is a reason to ask none.
      if (addresses.length === 0 || !addresses.every(({ address }) => mayAsk(address)))
        return done(Object.assign(new Error(NOT_PUBLIC), { code: 'ENOTPUBLIC' }), '', 0)
      const [first] = addresses
      if (options.all) return done(null, addresses)
      return done(null, first?.address ?? '', first?.family)
    })
  }
}

function whyOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOTPUBLIC') return NOT_PUBLIC
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return 'It did not answer within ten seconds.'
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return 'There is no such name.'
  return `It could not be reached (${error.code ?? 'no reason given'}).`
}
