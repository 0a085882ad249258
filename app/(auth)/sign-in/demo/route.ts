import type { NextRequest } from 'next/server'
import { demoReturnPath, demoSignIns } from '@/app/_lib/auth/demo-sign-ins'
import { signInByLink } from '@/app/_lib/auth/email-callback'
import { limitedForm } from '@/app/_lib/routes/limited-body'
import { isFromOurPages } from '@/app/_lib/routes/same-origin'
import { safeReturnPath } from '@/lib/auth/return-path'
import { mintSignInLink } from '@/lib/auth/sign-in/sign-in-link'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

const MAX_BODY_BYTES = 10_000

/** The demo's one-click sign-in: creates a one-time link and uses it immediately. Returns 404 outside the demo. */
export async function POST(request: NextRequest): Promise<Response> {
  const people = demoSignIns()
  if (people.length === 0 || !isFromOurPages(request.headers)) return notFound()
  const form = await limitedForm(request, MAX_BODY_BYTES).catch((error) => {
    if (isRefusal(error)) return new URLSearchParams()
    throw error
  })
  const person = people.find(({ email }) => email === form.get('email'))
  if (!person) return notFound()
  const wanted = safeReturnPath(form.get('callbackUrl') ?? '', env().APP_URL, '/dashboard')
  return signInByLink(request, await mintSignInLink(person.email, demoReturnPath(person, wanted)))
}

const notFound = () => new Response('Not found', { status: 404 })
