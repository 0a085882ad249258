import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { withSigningInBrowser } from '@/lib/auth/signing-in-browser'

type Context = { params: Promise<{ nextauth: string[] }> }

const handler = (request: NextRequest, context: Context) =>
  withSigningInBrowser(request.headers.get('user-agent'), () => NextAuth(request, context, authOptions()))

export { handler as GET, handler as POST }
