import NextAuth from 'next-auth'
import { limitedAuthHandler } from '@/app/_lib/auth-request'
import { authOptions } from '@/lib/auth/options'
import { withSigningInBrowser } from '@/lib/auth/signing-in-browser'

const handler = limitedAuthHandler((request, context) =>
  withSigningInBrowser(request.headers.get('user-agent'), () => NextAuth(request, context, authOptions())),
)

export { handler as GET, handler as POST }
