import type { NextRequest } from 'next/server'
import { demoPeople } from '@/db/demo-people'
import { safeReturnPath } from '@/lib/auth/safe-return-path'
import { mintSignInLink } from '@/lib/auth/sign-in-link'
import { env } from '@/lib/core/env'

/** The demo's one-click sign-in: a real one-time link, used at once. Outside the demo there is nothing here. */
export async function POST(request: NextRequest): Promise<Response> {
  const { APP_ENV, APP_URL } = env()
  if (APP_ENV !== 'demo') return new Response('Not found', { status: 404 })
  // What is no form throws here, and names nobody.
  const form = await request.formData().catch(() => new FormData())
  const person = demoPeople.find(({ email }) => email === form.get('email'))
  if (!person) return new Response('Not found', { status: 404 })
  const returnTo = safeReturnPath(String(form.get('callbackUrl') ?? ''), APP_URL, '/dashboard')
  const location = `${APP_URL}${await mintSignInLink(person.email, returnTo)}`
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
