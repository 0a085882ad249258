import { answerAuth } from '@/app/_lib/auth/answer-auth'
import { limitedAuthHandler } from '@/app/_lib/auth/auth-request'

const handler = limitedAuthHandler(answerAuth)

export { handler as GET, handler as POST }
