'use client'

import { useState } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import { type Network, networkRules, type PostTexts } from '@/lib/posts/shared/networks'
import { NetworkPreview, type Publisher } from './network-preview'

type Props = { networks: Network[]; texts: PostTexts; publisher: Publisher; pictureHref: string | null }

/** The post as one network shows it, while it is written. */
export function PreviewCard({ networks, texts, publisher, pictureHref }: Props) {
  const [network, setNetwork] = useState<Network>(networks[0] ?? 'facebook')
  return (
    <Card aria-labelledby="preview-title">
      <CardHeader id="preview-title" title="Preview" />
      <fieldset className="mb-4 flex flex-wrap gap-2">
        <legend className="sr-only">Network of the preview</legend>
        {networks.map((each) => (
          <label
            key={each}
            className="flex cursor-pointer items-center gap-2 rounded-control border border-control/60 px-3 py-1.5 text-sm font-medium has-checked:border-brand has-checked:bg-brand-soft has-checked:text-brand-ink"
          >
            <input
              type="radio"
              name="preview"
              value={each}
              checked={each === network}
              onChange={() => setNetwork(each)}
              className="size-4 accent-brand"
            />
            {networkRules[each].label}
          </label>
        ))}
      </fieldset>
      <NetworkPreview
        network={network}
        text={texts[network] ?? ''}
        publisher={publisher}
        pictureHref={pictureHref}
      />
    </Card>
  )
}
