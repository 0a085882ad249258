import { answerAuth } from '@/app/_lib/answer-auth'
import { limitedAuthHandler } from '@/app/_lib/auth-request'

const handler = limitedAuthHandler(answerAuth)

export { handler as GET, handler as POST }
