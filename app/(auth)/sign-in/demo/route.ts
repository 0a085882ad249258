import type { NextRequest } from 'next/server'
import { demoReturnPath, demoSignIns } from '@/app/_lib/demo-sign-ins'
import { signInByLink } from '@/app/_lib/email-callback'
import { isFromOurPages } from '@/app/_lib/same-origin'
import { safeReturnPath } from '@/lib/auth/safe-return-path'
import { mintSignInLink } from '@/lib/auth/sign-in-link'
import { env } from '@/lib/core/env'

/** The demo's one-click sign-in: a real one-time link, used immediately. Outside the demo there is nothing here. */
export async function POST(request: NextRequest): Promise<Response> {
  // What is no form throws here, and names nobody.
  const form = await request.formData().catch(() => new FormData())
  const person = demoSignIns().find(({ email }) => email === form.get('email'))
  if (!person || !isFromOurPages(request.headers)) return new Response('Not found', { status: 404 })
  const wanted = safeReturnPath(String(form.get('callbackUrl') ?? ''), env().APP_URL, '/dashboard')
  return signInByLink(request, await mintSignInLink(person.email, demoReturnPath(person, wanted)))
}
