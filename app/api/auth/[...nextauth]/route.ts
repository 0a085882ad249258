import { answerAuth as handler } from '@/app/_lib/answer-auth'

export { handler as GET, handler as POST }
