import type { MemberRole } from '@/db/schema/people/people'

export type DemoPerson = {
  email: string
  name: string
  workspace: string
  role: MemberRole
  /** What the demo shows as this person. */
  about: string
}

/** The demo's people: seeded with their workspaces and listed on the demo's sign-in page. */
export const demoPeople: DemoPerson[] = [
  {
    email: 'olivia@harbourhill.test',
    name: 'Olivia Hart',
    workspace: 'Harbour & Hill Realty',
    role: 'owner',
    about: 'Growth plan, almost out of credits',
  },
  {
    email: 'adam@harbourhill.test',
    name: 'Adam Ng',
    workspace: 'Harbour & Hill Realty',
    role: 'admin',
    about: 'Can buy credits and manage members',
  },
  {
    email: 'mia@harbourhill.test',
    name: 'Mia Lopez',
    workspace: 'Harbour & Hill Realty',
    role: 'member',
    about: 'Sees the balance, requests credits from an admin',
  },
  {
    email: 'theo@northside.test',
    name: 'Theo Park',
    workspace: 'Northside Homes',
    role: 'owner',
    about: 'On the 14-day trial',
  },
  {
    email: 'lena@keystone.test',
    name: 'Lena Fox',
    workspace: 'Keystone Lettings',
    role: 'owner',
    about: 'Agency plan with monthly limits instead of credits',
  },
]

/** The demo's operator: configured when the demo starts, and not a member of any workspace. */
export const demoOperator = {
  email: 'operator@markettrak.test',
  name: 'Olu Operator',
  about: 'Runs Market Trak from the console',
}
