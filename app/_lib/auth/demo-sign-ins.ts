import { demoOperator, demoPeople } from '@/lib/core/demo-people'
import { isDemo } from '@/lib/core/settings/demo'
import { env } from '@/lib/core/settings/env'

export type DemoSignIn = { email: string; name: string; place: string; about: string; isOperator: boolean }

/** One-click sign-ins of the demo: its people and its operator. */
export function demoSignIns(): DemoSignIn[] {
  const { OPERATOR_EMAILS } = env()
  if (!isDemo()) return []
  const people = demoPeople.map(({ email, name, role, workspace, about }) => ({
    email,
    name,
    place: `${role} · ${workspace}`,
    about,
    isOperator: false,
  }))
  // If real people operate the demo, the console has no one-click sign-in.
  if (!OPERATOR_EMAILS.includes(demoOperator.email)) return people
  return [...people, { ...demoOperator, place: 'operator', isOperator: true }]
}

/** Where a demo sign-in leads. The operator has no workspace, so always to the console. */
export function demoReturnPath({ isOperator }: DemoSignIn, path: string): string {
  if (!isOperator) return path
  return path === '/admin' || path.startsWith('/admin/') ? path : '/admin/workspaces'
}
