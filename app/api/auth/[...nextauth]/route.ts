import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { withSigningInBrowser } from '@/lib/auth/signing-in-browser'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handler(request: NextRequest, context: Context): Promise<Response> {
  try {
    return await withSigningInBrowser(request.headers.get('user-agent'), () =>
      NextAuth(request, context, authOptions()),
    )
  } catch (error) {
    // next-auth reads a body that calls itself JSON, and lets the parser's complaint through.
    if (error instanceof SyntaxError) return new Response('The body is not valid.', { status: 400 })
    throw error
  }
}

export { handler as GET, handler as POST }
