import type { ImageVersion } from '@/lib/images/views'

/** What a version shows, or the instruction if the result was not checked. */
export function VersionCaption({ version }: { version: ImageVersion }) {
  const { changes, instruction, leftOut, status } = version
  const made = status === 'ready'
  if (changes === null || !made)
    return instruction ? <span className="wrap-anywhere">Requested: “{instruction}”</span> : null
  return (
    <>
      <span className="wrap-anywhere">{captionOf(changes)}</span>
      {leftOut.length > 0 && <span className="text-muted wrap-anywhere">Not done: {leftOut.join('; ')}</span>}
    </>
  )
}

/** "Front door red; no trees". */
function captionOf(changes: readonly string[]): string {
  const words = changes.join('; ')
  return words ? `${words[0]?.toUpperCase()}${words.slice(1)}` : 'Regenerated'
}
