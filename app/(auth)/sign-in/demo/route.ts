import type { NextRequest } from 'next/server'
import { demoReturnPath, demoSignIns } from '@/app/_lib/demo-sign-ins'
import { limitedForm } from '@/app/_lib/limited-body'
import { safeReturnPath } from '@/lib/auth/safe-return-path'
import { mintSignInLink } from '@/lib/auth/sign-in-link'
import { env } from '@/lib/core/env'
import { isRefusal } from '@/lib/core/errors'

const MAX_BODY_BYTES = 10_000

/** The demo's one-click sign-in: a real one-time link, used immediately. Outside the demo this route does not exist. */
export async function POST(request: NextRequest): Promise<Response> {
  const { APP_URL } = env()
  const people = demoSignIns()
  if (people.length === 0) return notHere()
  const form = await limitedForm(request, MAX_BODY_BYTES).catch((error) => {
    if (isRefusal(error)) return new URLSearchParams()
    throw error
  })
  const person = people.find(({ email }) => email === form.get('email'))
  if (!person) return notHere()
  const asked = safeReturnPath(form.get('callbackUrl') ?? '', APP_URL, '/dashboard')
  const location = `${APP_URL}${await mintSignInLink(person.email, demoReturnPath(person, asked))}`
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}

const notHere = () => new Response('Not found', { status: 404 })
