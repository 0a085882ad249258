import { limitedAuthHandler } from '@/app/_lib/auth/auth-request'
import { handleAuth } from '@/app/_lib/auth/handle-auth'

const handler = limitedAuthHandler(handleAuth)

export { handler as GET, handler as POST }
