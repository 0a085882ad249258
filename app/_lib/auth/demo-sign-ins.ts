import { demoOperator, demoPeople } from '@/lib/core/demo-people'
import { isDemo } from '@/lib/core/settings/demo'
import { env } from '@/lib/core/settings/env'

export type DemoSignIn = { email: string; name: string; place: string; about: string; isOperator: boolean }

/** Whom one click signs in as, in the demo alone: its people, and who runs it. */
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
  // A demo whose operators are real people has no such door to its console.
  if (!OPERATOR_EMAILS.includes(demoOperator.email)) return people
  return [...people, { ...demoOperator, place: 'operator', isOperator: true }]
}

/** Where somebody goes from there: an operator has no workspace, so to the console whatever page was asked for. */
export function demoReturnPath({ isOperator }: DemoSignIn, asked: string): string {
  if (!isOperator) return asked
  return asked === '/admin' || asked.startsWith('/admin/') ? asked : '/admin/workspaces'
}
