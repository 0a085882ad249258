import type { NextRequest } from 'next/server'
import { showEmailCallback, submitEmailCallback } from './email-callback'
import { type NextAuthContext, runNextAuth } from './run-next-auth'

/** Everything under /api/auth: the email callback is ours, the rest is next-auth's. */
export async function answerAuth(request: NextRequest, context: NextAuthContext): Promise<Response> {
  const { nextauth } = await context.params
  if (nextauth[0] === 'callback' && nextauth[1] === 'email')
    return request.method === 'POST' ? submitEmailCallback(request) : showEmailCallback(request)
  try {
    return await runNextAuth(request, context)
  } catch (error) {
    // next-auth reads a body that calls itself JSON, and lets the parser's complaint through.
    if (error instanceof SyntaxError) return new Response('The body is not valid.', { status: 400 })
    throw error
  }
}
