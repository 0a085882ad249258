import type { NextRequest } from 'next/server'
import { showEmailCallback, submitEmailCallback } from './email-callback'
import { type NextAuthContext, runNextAuth } from './run-next-auth'

/** Handles everything under /api/auth: the email callback ourselves, the rest with next-auth. */
export async function handleAuth(request: NextRequest, context: NextAuthContext): Promise<Response> {
  const { nextauth } = await context.params
  if (nextauth[0] === 'callback' && nextauth[1] === 'email')
    return request.method === 'POST' ? submitEmailCallback(request) : showEmailCallback(request)
  try {
    return await runNextAuth(request, context)
  } catch (error) {
    // next-auth parses bodies declared as JSON and lets the parser's error through.
    if (error instanceof SyntaxError) return new Response('The body is not valid JSON.', { status: 400 })
    throw error
  }
}
