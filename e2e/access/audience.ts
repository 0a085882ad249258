import type { MemberRole } from '@/db/schema/people/people'

/**
 * Who can access a page, action or route, and with what input. `$campaigns` in a URL or form is replaced by the id of a row of
 * that table in the tested workspace, so the tests can check that others are refused with a valid id.
 */
export type Role = MemberRole
export type Form = Record<string, string>

export type Entry =
  | { who: 'anyone'; address: string | undefined; form: Form | undefined }
  /** Any signed-in user, with or without a workspace. */
  | { who: 'person'; address: string | undefined; form: Form | undefined }
  | { who: 'roles'; roles: readonly Role[]; address: string | undefined; form: Form | undefined }
  /** An API key of the workspace with this scope. */
  | { who: 'key'; scope: string; address: string | undefined; form: Form | undefined }
  | { who: 'operator'; address: string | undefined; form: Form | undefined }
  /** Requires only a signature. The allowed case needs the secret and is covered by the named test. */
  | { who: 'signed'; allowedIn: string; address: string | undefined; form: Form | undefined }

/** A URL for patterns with parameters, or a form or JSON body with ids of the workspace. */
type Input = string | Form

const fieldsOf = (input: Input | undefined) => ({
  address: typeof input === 'string' ? input : undefined,
  form: typeof input === 'object' ? input : undefined,
})

export const anyone = (input?: Input): Entry => ({ who: 'anyone', ...fieldsOf(input) })
export const person = (input?: Input): Entry => ({ who: 'person', ...fieldsOf(input) })
export const member = (input?: Input): Entry => ({
  who: 'roles',
  roles: ['owner', 'admin', 'member'],
  ...fieldsOf(input),
})
export const manager = (input?: Input): Entry => ({
  who: 'roles',
  roles: ['owner', 'admin'],
  ...fieldsOf(input),
})
export const owner = (input?: Input): Entry => ({ who: 'roles', roles: ['owner'], ...fieldsOf(input) })
export const operator = (input?: Input): Entry => ({ who: 'operator', ...fieldsOf(input) })
export const key = (scope: string, input?: Input): Entry => ({ who: 'key', scope, ...fieldsOf(input) })
export const signed = (allowedIn: string): Entry => ({ who: 'signed', allowedIn, ...fieldsOf(undefined) })
