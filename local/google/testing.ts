import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export type GoogleAccount = { sub: string; email: string; email_verified: boolean; name: string }

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * Emulates Google sign-in for a test file: an OpenID provider on a local port with discovery, keys and a token endpoint.
 * `codeFor` returns what the consent page would return for an account.
 */
export async function googleForTests(clientId: string) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, GoogleAccount>()
  let issuer = ''

  function idToken(account: GoogleAccount): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = { ...account, iss: issuer, aud: clientId, iat: now, exp: now + 600 }
    const signed = `${base64url({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${base64url(claims)}`
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`
  }

  async function respond(path: string, body: string): Promise<object> {
    if (path === '/jwks')
      return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] }
    if (path === '/token') {
      const account = codes.get(new URLSearchParams(body).get('code') ?? '')
      if (!account) return { error: 'invalid_grant' }
      return { access_token: randomUUID(), token_type: 'Bearer', expires_in: 600, id_token: idToken(account) }
    }
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      userinfo_endpoint: `${issuer}/userinfo`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
    }
  }

  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { pathname } = new URL(request.url ?? '/', issuer)
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(await respond(pathname, body)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  return {
    issuer,
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    codeFor(account: GoogleAccount): string {
      const code = randomUUID()
      codes.set(code, account)
      return code
    },
  }
}
