import { redirect } from 'next/navigation'
import { currentUser } from './_lib/workspace-context'

export default async function HomePage() {
  redirect((await currentUser()) ? '/dashboard' : '/sign-in')
}
