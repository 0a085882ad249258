import { Alert } from '@/components/ui/alert'
import { CopyButton } from '@/components/ui/copy/copy-button'

/** The URL that a CRM sends files to. Shown once, because only its hash is stored. */
export function SecretUrl({ address }: { address: string }) {
  return (
    <Alert tone="good" title="Your secret URL" action={<CopyButton text={address} what="the secret URL" />}>
      <p>Copy it now, you won’t see it again. Anyone with this URL can send listings, so keep it private.</p>
      <code className="mt-2 block font-mono text-xs break-all select-all">{address}</code>
    </Alert>
  )
}
