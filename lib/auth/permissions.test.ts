import { describe, expect, test } from 'vitest'
import type { MemberRole } from '@/db/schema/people'
import { can, type Permission, permissions } from './permissions'

const allowedTo = (role: MemberRole) =>
  (Object.keys(permissions) as Permission[]).filter((permission) => can(role, permission))

describe('R31, R34: what a role may do', () => {
  test('owners and admins may everything, billing included', () => {
    expect(allowedTo('owner')).toEqual(Object.keys(permissions))
    expect(allowedTo('admin')).toEqual(Object.keys(permissions))
  })

  test('members work and see, and neither buy nor see invoices', () => {
    expect(allowedTo('member')).toEqual(['workspace.read', 'work.create'])
  })

  test('what is not in the table is refused', () => {
    expect(can('owner', 'billing.everything' as Permission)).toBe(false)
    expect(can('owner', 'constructor' as Permission)).toBe(false)
    expect(can('guest' as MemberRole, 'workspace.read')).toBe(false)
  })
})
