import { describe, expect, test } from 'vitest'
import type { MemberRole } from '@/db/schema/people/people'
import { allowedRoles, can, type Permission, permissions } from './permissions'

const allowedTo = (role: MemberRole) =>
  (Object.keys(permissions) as Permission[]).filter((permission) => can(role, permission))

describe('R31, R34: permissions', () => {
  test('owners have all permissions; admins can’t transfer, export or delete the workspace or set spending limits', () => {
    expect(allowedTo('owner')).toEqual(Object.keys(permissions))
    const owners: Permission[] = [
      'ownership.transfer',
      'workspace.export',
      'workspace.delete',
      'spending-limits.manage',
    ]
    expect(allowedTo('admin')).toEqual(
      Object.keys(permissions).filter((one) => !owners.includes(one as Permission)),
    )
  })

  test('allowedRoles lists the roles with a permission', () => {
    expect(allowedRoles('billing.manage')).toBe('an owner or admin')
    expect(allowedRoles('workspace.delete')).toBe('an owner')
  })

  test('members do the daily work but can’t buy, view invoices or manage shared settings', () => {
    expect(allowedTo('member').toSorted()).toEqual([
      'calendar.move',
      'campaigns.send',
      'campaigns.write',
      'contacts.write',
      'content.create',
      'demo.advance',
      'feeds.upload',
      'posts.write',
      'reports.share',
      'templates.write',
      'workspace.read',
    ])
  })

  test('every permission has a different description', () => {
    const descriptions = Object.values(permissions).map((one) => one.description)
    expect(new Set(descriptions).size).toBe(descriptions.length)
  })

  test('an unknown permission is refused', () => {
    expect(can('owner', 'billing.everything' as Permission)).toBe(false)
    expect(can('owner', 'constructor' as Permission)).toBe(false)
    expect(can('guest' as MemberRole, 'workspace.read')).toBe(false)
  })
})
