'use client'

import { useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'

/** The address that a CRM sends to, this once: only its hash is kept. */
export function SecretAddress({ address }: { address: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <Alert
      tone="good"
      title="The address for your CRM"
      action={
        <Button
          size="sm"
          variant="secondary"
          onClick={() => {
            void navigator.clipboard.writeText(address).then(() => setCopied(true))
          }}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      }
    >
      <p>Whoever knows it can send listings, so keep it to yourself. It is not shown again.</p>
      <code className="mt-2 block font-mono text-xs break-all select-all">{address}</code>
    </Alert>
  )
}
