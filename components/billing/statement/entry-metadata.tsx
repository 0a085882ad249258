/** What an integration sent with the spend, as one small line: "order: 1234 · site: north" (R50). */
export function EntryMetadata({ metadata }: { metadata: Record<string, string> | null }) {
  const pairs = Object.entries(metadata ?? {})
  if (pairs.length === 0) return null
  return (
    <p className="text-sm break-words text-muted">
      {pairs.map(([name, value]) => `${name}: ${value}`).join(' · ')}
    </p>
  )
}
