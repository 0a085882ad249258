import { Alert } from '@/components/ui/alert'
import { CopyButton } from '@/components/ui/copy/copy-button'

/** The address that a CRM sends to, shown once: only its hash is stored. */
export function SecretUrl({ address }: { address: string }) {
  return (
    <Alert
      tone="good"
      title="The address for your CRM"
      action={<CopyButton text={address} what="the address for your CRM" />}
    >
      <p>Anyone who knows it can send listings, so keep it to yourself. You won’t see it again.</p>
      <code className="mt-2 block font-mono text-xs break-all select-all">{address}</code>
    </Alert>
  )
}
