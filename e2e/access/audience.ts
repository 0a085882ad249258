import type { MemberRole } from '@/db/schema/people/people'

/**
 * Who may come in at a door of the product, and with what. `$campaigns` in an address or a form stands for the id of a
 * row of that table in the workspace that is walked, so that others can be seen to get nothing with a true id.
 */
export type Role = MemberRole
export type Form = Record<string, string>

export type Entry =
  | { who: 'everybody'; address: string | undefined; form: Form | undefined }
  /** Signed in, whether in a workspace or not. */
  | { who: 'person'; address: string | undefined; form: Form | undefined }
  | { who: 'roles'; roles: readonly Role[]; address: string | undefined; form: Form | undefined }
  /** A program of the workspace, with a key of that scope. */
  | { who: 'key'; scope: string; address: string | undefined; form: Form | undefined }
  | { who: 'operator'; address: string | undefined; form: Form | undefined }
  /** Opened by a signature and nothing else; the allowed case needs its secret and stands in the test that is named. */
  | { who: 'signed'; allowedIn: string; address: string | undefined; form: Form | undefined }

/** An address where the pattern alone is none, and a form or JSON body that names something of the workspace. */
type Given = string | Form

const given = (what: Given | undefined) => ({
  address: typeof what === 'string' ? what : undefined,
  form: typeof what === 'object' ? what : undefined,
})

export const everybody = (what?: Given): Entry => ({ who: 'everybody', ...given(what) })
export const person = (what?: Given): Entry => ({ who: 'person', ...given(what) })
export const member = (what?: Given): Entry => ({
  who: 'roles',
  roles: ['owner', 'admin', 'member'],
  ...given(what),
})
export const manager = (what?: Given): Entry => ({ who: 'roles', roles: ['owner', 'admin'], ...given(what) })
export const owner = (what?: Given): Entry => ({ who: 'roles', roles: ['owner'], ...given(what) })
export const operator = (what?: Given): Entry => ({ who: 'operator', ...given(what) })
export const key = (scope: string, what?: Given): Entry => ({ who: 'key', scope, ...given(what) })
export const signed = (allowedIn: string): Entry => ({ who: 'signed', allowedIn, ...given(undefined) })
