import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { readEntries, readMembership, readPlan, readUser } from './queries'

/** A signed-in page of the same database: a session lookup, three queries and a small table, no more. */
export default async function Yardstick() {
  const user = await readUser((await cookies()).get('next-auth.session-token')?.value)
  if (!user) notFound()
  const membership = await readMembership(user.id)
  if (!membership) notFound()
  const [plan, entries] = await Promise.all([
    readPlan(membership.workspaceId),
    readEntries(membership.workspaceId),
  ])
  return (
    <main>
      <h1>{membership.workspaceName}</h1>
      <p>
        {user.name}, {membership.role}, {plan?.name} ({plan?.status})
      </p>
      <table>
        <thead>
          <tr>
            <th>Number</th>
            <th>Date</th>
            <th>Credits</th>
            <th>Balance</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ seq, at, amount, balanceAfter }) => (
            <tr key={seq}>
              <td>{seq}</td>
              <td>{at.toISOString()}</td>
              <td>{amount}</td>
              <td>{balanceAfter}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  )
}
