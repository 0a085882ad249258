import type { NextRequest } from 'next/server'
import { demoReturnPath, demoSignIns } from '@/app/_lib/demo-sign-ins'
import { safeReturnPath } from '@/lib/auth/safe-return-path'
import { mintSignInLink } from '@/lib/auth/sign-in-link'
import { env } from '@/lib/core/env'

/** The demo's one-click sign-in: a real one-time link, used at once. Outside the demo there is nothing here. */
export async function POST(request: NextRequest): Promise<Response> {
  const { APP_URL } = env()
  // What is no form throws here, and names nobody.
  const form = await request.formData().catch(() => new FormData())
  const person = demoSignIns().find(({ email }) => email === form.get('email'))
  if (!person) return new Response('Not found', { status: 404 })
  const asked = safeReturnPath(String(form.get('callbackUrl') ?? ''), APP_URL, '/dashboard')
  const location = `${APP_URL}${await mintSignInLink(person.email, demoReturnPath(person, asked))}`
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
