import { AccountData } from '@/components/profile/account-data'
import { Card, CardHeader } from '@/components/ui/card'
import { solelyOwned } from '@/lib/retention/erase-person'
import { deleteAccount } from './account-actions'

/** What we keep about the person: to download, and to delete. */
export async function DataCard({ user: { id, email } }: { user: { id: number; email: string } }) {
  return (
    <Card id="data" aria-labelledby="data-title">
      <CardHeader
        id="data-title"
        title="Your data"
        description="Download what we keep about you, or delete your account."
      />
      <AccountData email={email} solelyOwned={await solelyOwned(id)} deleteAccount={deleteAccount} />
    </Card>
  )
}
