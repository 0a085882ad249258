import { describe, expect, test } from 'vitest'
import type { MemberRole } from '@/db/schema/people/people'
import { can, type Permission, permissions, whoMay } from './permissions'

const allowedTo = (role: MemberRole) =>
  (Object.keys(permissions) as Permission[]).filter((permission) => can(role, permission))

describe('R31, R34: what a role may do', () => {
  test('owners may everything, admins all but give the workspace away, delete it or set spending limits', () => {
    expect(allowedTo('owner')).toEqual(Object.keys(permissions))
    const owners: Permission[] = ['ownership.transfer', 'workspace.delete', 'spending-limits.manage']
    expect(allowedTo('admin')).toEqual(
      Object.keys(permissions).filter((one) => !owners.includes(one as Permission)),
    )
  })

  test('a refusal names those who may', () => {
    expect(whoMay('billing.manage')).toBe('an owner or admin')
    expect(whoMay('workspace.delete')).toBe('an owner')
  })

  test('members see and do the daily work, and neither buy, nor see invoices, nor manage what others rely on', () => {
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

  test('every permission says something different', () => {
    const words = Object.values(permissions).map((one) => one.words)
    expect(new Set(words).size).toBe(words.length)
  })

  test('what is not in the table is refused', () => {
    expect(can('owner', 'billing.everything' as Permission)).toBe(false)
    expect(can('owner', 'constructor' as Permission)).toBe(false)
    expect(can('guest' as MemberRole, 'workspace.read')).toBe(false)
  })
})
